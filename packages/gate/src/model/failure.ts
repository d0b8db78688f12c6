import { EXIT_CODES, type ExitCode } from "./exit-codes";
import { FAILURE_CODES, type FailureCode } from "./failure-codes";

/** A reason why a run did not pass. */
export interface Failure {
  /** The stable code of the failure. */
  readonly code: FailureCode;
  /** A message that states what is wrong, where, and how to fix it. */
  readonly message: string;
}

/** Returns the exit code for a failure code. */
export function exitCodeFor(code: FailureCode): ExitCode {
  return EXIT_CODES[FAILURE_CODES[code].exit].code;
}
