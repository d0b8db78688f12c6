export { EXIT_CODES, type ExitCode, type ExitReason, type Failure } from "./model/exit-codes";
export { JSON_FORMAT_VERSION } from "./report/json/json-report";
export type { Verdict } from "./verdict/verdict";
