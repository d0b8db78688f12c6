/**
 * The exit codes of `roadbed`, numbered as Pulumi's own CLI numbers them where it has the same case. Numbers never
 * change meaning; those of commands that do not exist yet are not listed until they do.
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

/** Why the command ends as it does, as reports name it. */
export type ExitReason = keyof typeof EXIT_CODES;
/** With what the command ends. A code never gets another meaning. */
export type ExitCode = (typeof EXIT_CODES)[ExitReason]["code"];

/** Why a check does not pass. */
export interface Failure {
  readonly reason: Exclude<ExitReason, "passed">;
  /** One sentence: what, where, and what would be right. */
  readonly message: string;
}

/** The exit code of several failures: the lowest number wins, and none is 0. */
export function exitCodeOf(failures: readonly Failure[]): ExitCode {
  const codes = failures.map(({ reason }) => EXIT_CODES[reason].code);
  return codes.reduce<ExitCode>((lowest, code) => (lowest === 0 || code < lowest ? code : lowest), 0);
}

/** The table as lines of text, for `--help`. */
export function exitCodeLines(): string[] {
  return Object.values(EXIT_CODES).map(({ code, meaning }) => `${String(code).padStart(4)}  ${meaning}`);
}

/** Ends a command early with a sentence for the user; anything else that is thrown counts as a fault of the gate. */
export class CommandError extends Error {
  readonly reason: Failure["reason"];
  constructor(reason: Failure["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CommandError";
    this.reason = reason;
  }
}
