import type { PlanFileError } from "@roadbed/plan";
import type { PreviewError, PreviewErrorCode } from "@roadbed/plan/preview";
import { CommandError } from "../failures/command-error";
import type { Failure } from "../model/failure";

const REASONS: Readonly<Record<PreviewErrorCode, Failure["reason"]>> = {
  usage: "usage",
  configuration: "usage",
  authentication: "authentication",
  "no-stack": "noStack",
  program: "error",
  timeout: "timeout",
  cancelled: "cancelled",
};

/** What an error means to the user. One that was not thrown for the user is a fault of the gate itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return { reason: error.reason, message: error.message };
  if (isPreviewError(error)) return { reason: REASONS[error.code], message: error.message };
  if (isPlanFileError(error)) return { reason: "usage", message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  const sentence = message.trim().replace(/\.$/, "");
  return { reason: "error", message: `Internal error: ${sentence}; run with --debug for the stack trace.` };
}

/** By name, as below: it may come from the sources of @roadbed/plan or from what is built of them. */
function isPlanFileError(error: unknown): error is PlanFileError {
  return error instanceof Error && error.name === "PlanFileError" && "code" in error;
}

/** By name: loading the class would load the whole preview for a mistyped flag. */
function isPreviewError(error: unknown): error is PreviewError {
  return error instanceof Error && error.name === "PreviewError" && "code" in error;
}
