import type { PlanFileError } from "@roadbed/plan";
import type { PreviewError, PreviewErrorCode } from "@roadbed/plan/preview";
import type { Failure } from "../model/failure";
import type { FailureCode } from "../model/failure-codes";
import { CommandError } from "./command-error";

const PREVIEW_ERRORS: Readonly<Record<PreviewErrorCode, FailureCode>> = {
  usage: "preview-not-possible",
  configuration: "configuration-invalid",
  authentication: "login-required",
  "no-stack": "stack-not-found",
  program: "program-failed",
  timeout: "timeout",
  canceled: "canceled",
};

/** Converts an error to a failure. An error that is not meant for the user is a defect in the gate itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return { code: error.code, message: error.message };
  if (isPreviewError(error)) return { code: PREVIEW_ERRORS[error.code], message: error.message };
  if (isPlanFileError(error)) return { code: "input-file-invalid", message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  const sentence = message.trim().replace(/\.$/, "");
  return { code: "internal-error", message: `Internal error: ${sentence}. Run with --debug for the stack trace.` };
}

/**
 * Whether an error is a PlanFileError. Compares the name rather than the class, because a test may load the class both
 * from the sources and from the compiled package.
 */
function isPlanFileError(error: unknown): error is PlanFileError {
  return error instanceof Error && error.name === "PlanFileError" && "code" in error;
}

/**
 * Whether an error is a PreviewError. Compares the name rather than the class, because importing the class would load
 * the preview modules only to report a mistyped flag.
 */
function isPreviewError(error: unknown): error is PreviewError {
  return error instanceof Error && error.name === "PreviewError" && "code" in error;
}
