export { startInProcess, type InProcessClient, type InProcessEngine, type InProcessOptions } from "./in-process";
export * from "./lookups";
export { preview } from "./preview";
export * from "./program";
export { findProgram, listStacks } from "./project";
