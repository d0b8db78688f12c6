/** The embedded engine: previews a program without a cloud account and without the Pulumi CLI. */
export type { PreviewEvent } from "../engine";
export { PreviewError, type PreviewErrorCode } from "../errors";
export {
  LookupError,
  type CheckFailure,
  type ExistingResource,
  type LookupErrorCode,
  type LookupRequest,
  type Lookups,
  type NewResource,
} from "../lookups";
export { findProgram, listStacks, type FindProgramOptions, type Program } from "../program";
export { parseState, readStateFile, stackOutputs, type DecryptedState, type State, type StateResource } from "../state";
export { startInProcess, type InProcessClient, type InProcessEngine, type InProcessOptions } from "./in-process";
export type { PreviewOptions } from "./preview-options";
export { previewProgram } from "./preview-program";
export { createStandby, type Standby } from "./standby";
export { StoppedPreviewError } from "./stopped-preview-error";
export { checkTypes, type TypeCheckOptions, type TypeProblem } from "./type-check";
