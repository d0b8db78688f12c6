import { PreviewError, type PreviewErrorCode } from "../errors";
import { stripFormatting } from "../process";

/** The CLI's exit codes since version 3.227. Earlier versions exit with 1, as does every version for most errors. */
const CODES: Readonly<Record<number, PreviewErrorCode>> = {
  2: "configuration",
  3: "authentication",
  6: "no-stack",
  8: "canceled",
  9: "timeout",
};

interface KnownError {
  readonly pattern: RegExp;
  readonly code: PreviewErrorCode;
  /** The message that replaces the CLI's message. */
  readonly message?: string;
}

/** Errors that a user can fix, identified by the CLI's message. */
const KNOWN_ERRORS: readonly KnownError[] = [
  {
    pattern: /passphrase must be set/,
    code: "authentication",
    message:
      "The stack's secrets are encrypted with a passphrase. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.",
  },
  {
    pattern: /incorrect passphrase/,
    code: "authentication",
    message:
      "The passphrase in PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE does not belong to this stack.",
  },
  {
    pattern: /PULUMI_ACCESS_TOKEN must be set|not logged in|invalid access token|\b401\b|Unauthorized/i,
    code: "authentication",
    message:
      'The Pulumi CLI is not logged in. Run "pulumi login", or set PULUMI_ACCESS_TOKEN. For a self-managed backend, set PULUMI_BACKEND_URL.',
  },
  { pattern: /no stack named/, code: "no-stack" },
  { pattern: /no Pulumi\.yaml project file/, code: "usage" },
  {
    pattern: /unknown (?:shorthand )?flag/,
    code: "usage",
    message: "This version of the Pulumi CLI is not supported. Update the CLI to version 3.227 or later.",
  },
];

/** Creates the error for a run of the CLI that did not report a plan. */
export function cliError(code: number | undefined, stderr: string): PreviewError {
  const output = firstErrorOf(stderr);
  const known = KNOWN_ERRORS.find(({ pattern }) => pattern.test(output));
  const previewCode = known?.code ?? CODES[code ?? 0] ?? "program";
  if (known?.message !== undefined) return new PreviewError(previewCode, known.message);
  const ending = code === undefined ? "was terminated by a signal" : `exited with code ${code}`;
  return new PreviewError(
    previewCode,
    output === "" ? `The Pulumi CLI ${ending}.` : `The Pulumi CLI reported: ${output}.`,
  );
}

const ALTERNATIVES = {
  preview: "use the embedded engine",
  refresh: "read an event log that was recorded where it is installed",
} as const;

/** Creates the error for a CLI that cannot be started. */
export function cliStartError(
  command: string,
  error: unknown,
  operation: keyof typeof ALTERNATIVES = "preview",
): PreviewError {
  const code = (error as NodeJS.ErrnoException).code;
  const problem =
    code === "ENOENT" ? "is not installed or not on PATH" : `cannot be started (${code ?? String(error)})`;
  return new PreviewError(
    "usage",
    `The Pulumi CLI (${command}) ${problem}. Install it, or ${ALTERNATIVES[operation]}.`,
    { cause: error },
  );
}

/** Returns the first error, or the last line if there is no error, without the final period. */
function firstErrorOf(stderr: string): string {
  const lines = stripFormatting(stderr).split("\n");
  const line = lines.find((candidate) => candidate.startsWith("error: ")) ?? lines.at(-1) ?? "";
  return line
    .replace(/^error: /, "")
    .trim()
    .replace(/\.$/, "");
}
