import { EXIT_CODES, type ExitCode } from "../model/exit-codes";
import type { Failure } from "../model/failure";

/** Returns the lowest exit code of several failures, or 0 if there are none. */
export function exitCodeOf(failures: readonly Failure[]): ExitCode {
  const codes = failures.map(({ reason }) => EXIT_CODES[reason].code);
  return codes.reduce<ExitCode>((lowest, code) => (lowest === 0 || code < lowest ? code : lowest), 0);
}
