export * from "./lookups";
export { preview } from "./preview";
export * from "./program";
export { findProgram, listStacks } from "./project";
