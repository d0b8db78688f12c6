export type { ReplacementFacts } from "../replacement-facts";
export { readState, stackOutputs, type State, type StateResource } from "../state";
export { startInProcess, type InProcessClient, type InProcessEngine, type InProcessOptions } from "./in-process";
export * from "./lookups";
export { preview } from "./preview";
export * from "./program";
export { findProgram, listStacks } from "./project";
export { openStateFile } from "./state-file";
export { openState, type OpenedState } from "./state-secrets";
