/**
 * Why no plan could be created.
 *
 * @remarks
 * A program that fails partway through does not throw a `PreviewError`. It results in a plan with `result: "failed"`.
 */
export type PreviewErrorCode =
  /** Wrong arguments, or a directory without a program that can be previewed. */
  | "usage"
  /** Pulumi.yaml, a stack file or a configuration value is wrong. */
  | "configuration"
  /** The CLI is not logged in, or a credential is missing. Only with the Pulumi CLI. */
  | "authentication"
  /** The stack does not exist. Only with the Pulumi CLI. */
  | "no-stack"
  /** The program, its dependencies or a policy pack cannot be run. */
  | "program"
  /** The preview did not finish within the time limit. */
  | "timeout"
  /** The caller aborted the preview. */
  | "cancelled";

/** Thrown when no plan can be created. The message names the cause, its location and a remedy. */
export class PreviewError extends Error {
  /** Why no plan could be created. */
  readonly code: PreviewErrorCode;
  constructor(code: PreviewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PreviewError";
    this.code = code;
  }
}
