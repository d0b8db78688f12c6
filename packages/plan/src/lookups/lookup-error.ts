/** Why a data source lookup fails. */
export type LookupErrorCode =
  /** An argument is missing or has the wrong type. */
  | "type"
  /** The function does not accept the value of an argument. */
  | "value"
  /** An argument is not valid JSON, YAML, or base64. */
  | "syntax"
  /** The provider's service reports an error, for example because an object does not exist. */
  | "service";

/** Thrown if a data source lookup fails. In the program, the call fails with the message of this error. */
export class LookupError extends Error {
  /** Why the lookup fails. */
  readonly code: LookupErrorCode;
  constructor(code: LookupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LookupError";
    this.code = code;
  }
}
