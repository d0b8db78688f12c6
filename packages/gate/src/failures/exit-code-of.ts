import type { ExitCode } from "../model/exit-codes";
import { exitCodeFor, type Failure } from "../model/failure";

/** Returns the lowest exit code of several failures, or 0 if there are none. */
export function exitCodeOf(failures: readonly Failure[]): ExitCode {
  const codes = failures.map(({ code }) => exitCodeFor(code));
  return codes.reduce<ExitCode>((lowest, code) => (lowest === 0 || code < lowest ? code : lowest), 0);
}
