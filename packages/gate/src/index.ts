export { EXIT_CODES, type ExitCode, type ExitReason } from "./model/exit-codes";
export { FAILURE_CODES, type FailureCode } from "./model/failure-codes";
export type { Failure } from "./model/failure";
export type { Verdict } from "./model/verdict";
export { JSON_FORMAT_VERSION } from "./report/json/json-report";
