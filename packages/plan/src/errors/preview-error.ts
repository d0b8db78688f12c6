/**
 * Why no plan could be created.
 *
 * @remarks
 * A program that fails partway through does not throw a `PreviewError`. It results in a plan with `result: "failed"`.
 */
export type PreviewErrorCode =
  /** An argument is invalid, or the directory does not contain a program that can be previewed. */
  | "usage"
  /** Pulumi.yaml, a stack file, or a configuration value is invalid. */
  | "configuration"
  /** The Pulumi CLI is not logged in, or a credential is missing. The embedded engine does not use this code. */
  | "authentication"
  /** The stack does not exist in the Pulumi CLI's backend. The embedded engine does not use this code. */
  | "no-stack"
  /** The program, its dependencies, or a policy pack cannot be run. */
  | "program"
  /** The preview did not finish within the time limit. */
  | "timeout"
  /** The caller aborted the preview. */
  | "canceled";

/** Thrown if no plan can be created. The message names the cause. */
export class PreviewError extends Error {
  /** Why no plan could be created. */
  readonly code: PreviewErrorCode;
  constructor(code: PreviewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PreviewError";
    this.code = code;
  }
}
