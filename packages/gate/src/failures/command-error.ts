import type { FailureCode } from "../model/failure-codes";

/** An error that ends a command with a message for the user. Any other error counts as a defect in the gate itself. */
export class CommandError extends Error {
  readonly code: FailureCode;
  /** The problems, each as a sentence. Reports show each problem on its own line. */
  readonly problems: readonly string[];

  /** @param problems - the message, or the messages about several problems */
  constructor(code: FailureCode, problems: string | readonly string[], options?: ErrorOptions) {
    const messages = typeof problems === "string" ? [problems] : problems;
    super(messages.join(" "), options);
    this.name = "CommandError";
    this.code = code;
    this.problems = messages;
  }
}
