/**
 * What the other packages of this repository share with this one.
 *
 * @remarks
 * Not stable: names and behaviour can change in any version, including patch versions.
 */
export { CONTEXT_FILE, ContextAnswers, readContextFile, recordContext, type RecordingResult } from "./context";
export { jsonLocation, parseJson, readTextFile } from "./documents";
export { killLeftovers, killTree } from "./process";
export { YamlFile } from "./program";
