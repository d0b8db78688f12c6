export { errorReason } from "./error-reason";
export { PlanFileError, type PlanFileErrorCode } from "./plan-file-error";
export { PreviewError, type PreviewErrorCode } from "./preview-error";
export { stripStackTrace } from "./strip-stack-trace";
