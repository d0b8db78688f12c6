export { isCredentialVariable, withholdCredentials } from "./environment";
export { NodeProcess, type ExitStatus, type NodeProcessOptions } from "./node-process";
export { OutputTail } from "./output-tail";
export { createPrivateDirectory } from "./private-directory";
export { killLeftovers, killTree } from "./process-tree";
export { stripFormatting } from "./strip-formatting";
export { limitMilliseconds } from "./time-limit";
