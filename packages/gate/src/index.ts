export { EXIT_CODES, type ExitCode, type ExitReason, type Failure } from "./exit-codes";
export { JSON_FORMAT_VERSION } from "./report/json";
export type { Verdict } from "./verdict";
