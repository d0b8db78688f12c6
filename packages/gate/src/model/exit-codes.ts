/**
 * The exit codes of `roadbed`. They match the exit codes of the Pulumi CLI where both report the same condition. The
 * meaning of a code never changes.
 */
export const EXIT_CODES = {
  passed: { code: 0, meaning: "No finding blocks the change." },
  error: { code: 1, meaning: "The program or the gate itself failed." },
  usage: { code: 2, meaning: "The arguments or the configuration are invalid." },
  authentication: { code: 3, meaning: "The Pulumi CLI is not logged in." },
  policy: { code: 5, meaning: "A mandatory policy is violated." },
  noStack: { code: 6, meaning: "The stack does not exist." },
  changes: { code: 7, meaning: "There are changes, and --expect-no-changes was given, or there is drift." },
  canceled: { code: 8, meaning: "The command was canceled by a signal." },
  timeout: { code: 9, meaning: "The program did not finish within --timeout." },
  dangerous: { code: 10, meaning: "A change must be approved." },
  incomplete: {
    code: 11,
    meaning: "The evaluation is incomplete, and --strict, --require, or --expect-no-changes was given.",
  },
  stale: {
    code: 12,
    meaning: "The saved plan does not match the program, the results of the rules, or the prior state anymore.",
  },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

/** The name of an exit code. */
export type ExitReason = keyof typeof EXIT_CODES;

/** An exit code of `roadbed`. */
export type ExitCode = (typeof EXIT_CODES)[ExitReason]["code"];

/** Returns the exit codes and their meanings as lines, for `--help`. */
export function exitCodeLines(): string[] {
  return Object.values(EXIT_CODES).map(({ code, meaning }) => `${String(code).padStart(4)}  ${meaning}`);
}
