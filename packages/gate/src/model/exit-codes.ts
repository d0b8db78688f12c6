/**
 * The exit codes of `roadbed`. They have the numbers of Pulumi's own CLI wherever it has the same case. The meaning of a
 * number never changes.
 */
export const EXIT_CODES = {
  passed: { code: 0, meaning: "nothing blocks" },
  error: { code: 1, meaning: "the program or the gate itself failed" },
  usage: { code: 2, meaning: "wrong arguments or configuration" },
  authentication: { code: 3, meaning: "a login is missing" },
  policy: { code: 5, meaning: "a mandatory policy is violated" },
  noStack: { code: 6, meaning: "no such stack" },
  cancelled: { code: 8, meaning: "cancelled by a signal" },
  timeout: { code: 9, meaning: "the program did not end within --timeout" },
  notJudged: { code: 11, meaning: "with --strict or --require: something is undecided or was not judged" },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

/** The name of an exit code. */
export type ExitReason = keyof typeof EXIT_CODES;

/** An exit code of `roadbed`. */
export type ExitCode = (typeof EXIT_CODES)[ExitReason]["code"];

/** Returns the exit codes and their meanings as lines, for `--help`. */
export function exitCodeLines(): string[] {
  return Object.values(EXIT_CODES).map(({ code, meaning }) => `${String(code).padStart(4)}  ${meaning}`);
}
