import { PreviewError, type PreviewErrorCode } from "../errors";
import { stripFormatting } from "../process";

/** The CLI's own exit codes, since its version 3.227; before, and for most errors still, it ends with 1. */
const PROBLEMS: Readonly<Record<number, PreviewErrorCode>> = {
  2: "configuration",
  3: "authentication",
  6: "no-stack",
  8: "cancelled",
  9: "timeout",
};

interface Known {
  readonly pattern: RegExp;
  readonly problem: PreviewErrorCode;
  /** Said instead of what the CLI says. */
  readonly sentence?: string;
}

/** What the CLI says about the failures that a user can mend, whatever its exit code. */
const KNOWN: readonly Known[] = [
  {
    pattern: /passphrase must be set/,
    problem: "authentication",
    sentence:
      "The secrets of the stack are encrypted with a passphrase: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.",
  },
  {
    pattern: /incorrect passphrase/,
    problem: "authentication",
    sentence:
      "The passphrase in PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE is not the one of this stack.",
  },
  {
    pattern: /PULUMI_ACCESS_TOKEN must be set|not logged in|invalid access token|\b401\b|Unauthorized/i,
    problem: "authentication",
    sentence:
      'The Pulumi CLI is not logged in: run "pulumi login", or set PULUMI_ACCESS_TOKEN, or PULUMI_BACKEND_URL for a self-managed backend.',
  },
  { pattern: /no stack named/, problem: "no-stack" },
  { pattern: /no Pulumi\.yaml project file/, problem: "usage" },
  {
    pattern: /unknown (?:shorthand )?flag/,
    problem: "usage",
    sentence: "This version of the Pulumi CLI is too old for the Pulumi engine: update it to 3.227 or newer.",
  },
];

/** Why the CLI ended without a word about the plan. */
export function cliError(code: number | undefined, stderr: string): PreviewError {
  const said = sentenceOf(stderr);
  const known = KNOWN.find(({ pattern }) => pattern.test(said));
  const problem = known?.problem ?? PROBLEMS[code ?? 0] ?? "program";
  if (known?.sentence !== undefined) return new PreviewError(problem, known.sentence);
  const ending = code === undefined ? "was ended by a signal" : `ended with exit code ${code}`;
  return new PreviewError(problem, said === "" ? `The Pulumi CLI ${ending}.` : `The Pulumi CLI says: ${said}.`);
}

/** Why the CLI could not be started. */
export function cliStartError(command: string, error: unknown): PreviewError {
  const code = (error as NodeJS.ErrnoException).code;
  const found = code === "ENOENT" ? "is not installed, or not on PATH" : `cannot be started (${code ?? String(error)})`;
  return new PreviewError(
    "usage",
    `The Pulumi CLI (${command}) ${found}: install it, or use the embedded engine, which does not need it.`,
    { cause: error },
  );
}

/** The first error, or else the last line, on one line and without its final stop. */
function sentenceOf(stderr: string): string {
  const lines = stripFormatting(stderr).split("\n");
  const line = lines.find((candidate) => candidate.startsWith("error: ")) ?? lines.at(-1) ?? "";
  return line
    .replace(/^error: /, "")
    .trim()
    .replace(/\.$/, "");
}
