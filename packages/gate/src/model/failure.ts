import { EXIT_CODES, type ExitCode } from "./exit-codes";
import { FAILURE_CODES, type FailureCode } from "./failure-codes";

/** A reason why a run did not pass. */
export interface Failure {
  /** The stable code of the failure. */
  readonly code: FailureCode;
  /** What is wrong, where, and the remedy. */
  readonly message: string;
}

/** Returns the exit code of a failure. */
export function exitCodeFor(code: FailureCode): ExitCode {
  return EXIT_CODES[FAILURE_CODES[code].exit].code;
}
