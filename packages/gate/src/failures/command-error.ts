import type { Failure } from "../model/failure";

/** Ends a command with a message for the user. Any other error counts as a defect of the gate itself. */
export class CommandError extends Error {
  readonly reason: Failure["reason"];
  constructor(reason: Failure["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CommandError";
    this.reason = reason;
  }
}
