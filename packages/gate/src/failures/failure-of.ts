import type { PlanFileError } from "@roadbed/plan";
import type { PreviewError, PreviewErrorCode, StoppedPreviewError } from "@roadbed/plan/preview";
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

/** Converts an error to one failure for each problem that it reports. */
export function failuresOf(error: unknown): readonly Failure[] {
  if (!(error instanceof CommandError)) return [failureOf(error)];
  return error.problems.map((message) => ({ code: error.code, message }));
}

/** Converts an error to a failure. An error that is not meant for the user is a defect in the gate itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return { code: error.code, message: error.message };
  if (isPreviewError(error)) return { code: PREVIEW_ERRORS[error.code], message: error.message };
  if (isPlanFileError(error)) return { code: "input-file-invalid", message: error.message };
  const systemFailure = systemFailureOf(error);
  if (systemFailure !== undefined) return systemFailure;
  const message = error instanceof Error ? error.message : String(error);
  const sentence = message.trim().replace(/\.$/, "");
  return { code: "internal-error", message: `Internal error: ${sentence}. Run with --debug for the stack trace.` };
}

/** The reasons of errors of the operating system that are not defects of the gate, by error code. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [code: FailureCode, action: string, reason: string]>> = {
  EDQUOT: ["file-not-writable", "write", "the disk quota is exceeded"],
  ELOOP: ["input-file-invalid", "read", "its symbolic links form a loop"],
  ENOSPC: ["file-not-writable", "write", "the disk is full"],
  EROFS: ["file-not-writable", "write", "the file system is read-only"],
};

function systemFailureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code: name = "", path = "a file" } = error as NodeJS.ErrnoException;
  const known = Object.hasOwn(SYSTEM_ERRORS, name) ? SYSTEM_ERRORS[name] : undefined;
  if (known === undefined) return undefined;
  const [code, action, reason] = known;
  return { code, message: `Cannot ${action} ${path}: ${reason} (${name}).` };
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
export function isPreviewError(error: unknown): error is PreviewError {
  return error instanceof Error && error.name === "PreviewError" && "code" in error;
}

/** Whether an error is a StoppedPreviewError, which has a plan. */
export function isStoppedPreviewError(error: unknown): error is StoppedPreviewError {
  return isPreviewError(error) && "plan" in error;
}
