import type { FailureCode } from "../model/failure-codes";

/** Ends a command with a message for the user. Any other error counts as a defect of the gate itself. */
export class CommandError extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CommandError";
    this.code = code;
  }
}
