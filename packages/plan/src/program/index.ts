export {
  configurationSecrets,
  plainStrings,
  readConfiguration,
  secretKeys,
  secretStrings,
  type Configuration,
} from "./configuration";
export { fullKey, type ConfigurationValue } from "./configuration-value";
export type { Program } from "./program";
export { packageManagerOf } from "./package-manager";
export { pathInProgram } from "./program-path";
export {
  findProgram,
  listStacks,
  readNodeProject,
  readProject,
  type FindProgramOptions,
  type NodeProject,
  type Project,
} from "./project";
export { findPackRunner, findSdk, parseSdkVersion, type Sdk } from "./sdk";
export { tsNodeMajor } from "./ts-node";
export { readStackFile } from "./stack-file";
export { YamlFile } from "./yaml-file";
