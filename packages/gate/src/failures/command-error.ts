import type { FailureCode } from "../model/failure-codes";

/** An error that ends a command with a message for the user. Any other error counts as a defect in the gate itself. */
export class CommandError extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CommandError";
    this.code = code;
  }
}
