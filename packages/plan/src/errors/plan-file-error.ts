/** Why a file does not contain a usable plan, state, or set of answers. */
export type PlanFileErrorCode =
  /** The file cannot be read or written. */
  | "unreadable"
  /** The file is not valid JSON. */
  | "syntax"
  /** The file is a different kind of document. */
  | "wrong-kind"
  /** A newer version of Roadbed wrote the file. */
  | "unsupported-version"
  /** A member of the document is missing or has the wrong type or value. */
  | "invalid-content";

/** Thrown if a plan file, state file, or answer file cannot be used. The message names the file and the problem. */
export class PlanFileError extends Error {
  /** Why the file cannot be used. */
  readonly code: PlanFileErrorCode;
  constructor(code: PlanFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlanFileError";
    this.code = code;
  }
}
