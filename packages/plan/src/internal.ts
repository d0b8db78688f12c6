/**
 * Functions and types that only the other Roadbed packages use.
 *
 * @remarks
 * This entry point is not stable: names and behavior can change in any version, including patch versions.
 */
export { CONTEXT_FILE, ContextAnswers, readContextFile, recordContext, type RecordingResult } from "./context";
export { jsonLocation, parseJson, readTextFile } from "./documents";
export { createPrivateDirectory, killLeftovers, killTree, OutputTail } from "./process";
export { YamlFile } from "./program";
export { concealSecrets, type ConcealedPlan } from "./secrets";
