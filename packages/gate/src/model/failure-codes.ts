import type { ExitReason } from "./exit-codes";

interface FailureCodeInfo {
  /** The exit code of the command. */
  readonly exit: Exclude<ExitReason, "passed">;
  /** What went wrong, as a sentence. */
  readonly description: string;
}

/** The stable codes of failures. A code never changes its meaning. */
export const FAILURE_CODES = {
  "base-not-available": {
    exit: "error",
    description: "The base is not in this clone, or Git cannot read it.",
  },
  "base-not-found": {
    exit: "usage",
    description: "There is no commit with the name given to `--base`, or no repository.",
  },
  "base-plan-invalid": {
    exit: "usage",
    description: "The base plan belongs to another stack or to a program that failed.",
  },
  "base-preview-failed": { exit: "error", description: "The program cannot be previewed at the base." },
  "base-setup-failed": { exit: "error", description: "The `baseSetup` command failed." },
  "baseline-invalid": { exit: "usage", description: "The baseline file is invalid or was written by a newer version." },
  cancelled: { exit: "cancelled", description: "The command was cancelled by a signal." },
  "configuration-invalid": { exit: "usage", description: "The configuration of the stack is invalid or incomplete." },
  "conflicting-flags": { exit: "usage", description: "Flags cannot be combined, or one requires another." },
  "directory-not-readable": { exit: "usage", description: "A directory does not exist or cannot be read." },
  "exemption-comment-invalid": { exit: "usage", description: "An exemption comment in the program is invalid." },
  "file-not-writable": { exit: "error", description: "A report, plan or baseline file could not be written." },
  "flag-invalid": { exit: "usage", description: "The value of a flag is invalid." },
  "input-file-invalid": { exit: "usage", description: "A plan, state or context file is missing or invalid." },
  "internal-error": { exit: "error", description: "The gate itself failed." },
  "login-required": { exit: "authentication", description: "The Pulumi CLI requires a login." },
  "not-evaluated": {
    exit: "incomplete",
    description: "Something that `--strict` or `--require` covers was not evaluated.",
  },
  "output-invalid": {
    exit: "usage",
    description: "`--output` names an unknown format, or a file that cannot be written.",
  },
  "policy-violation": { exit: "policy", description: "A mandatory policy is violated." },
  "preview-not-possible": {
    exit: "usage",
    description: "The project cannot be previewed, such as one without an SDK.",
  },
  "program-failed": { exit: "error", description: "The program failed." },
  "project-not-found": { exit: "usage", description: "The directory contains no Pulumi.yaml." },
  "rule-error": { exit: "error", description: "The check of a mandatory rule threw an error." },
  "rule-unknown": { exit: "usage", description: "There is no rule with this name." },
  "settings-invalid": { exit: "usage", description: "A settings file or the name of a preset is invalid." },
  "stack-name-invalid": { exit: "usage", description: "The name of the stack has the wrong form." },
  "stack-not-found": {
    exit: "noStack",
    description: "The stack does not exist, or the plan belongs to another stack.",
  },
  "stack-not-selected": {
    exit: "usage",
    description: "There are several stacks or none, and `--stack` was not given.",
  },
  "state-invalid": { exit: "usage", description: "The state contains resources of several stacks." },
  timeout: { exit: "timeout", description: "The program or `baseSetup` did not end within `--timeout`." },
  "type-error": { exit: "error", description: "The program has type errors." },
} as const satisfies Record<string, FailureCodeInfo>;

/** The stable code of a failure. */
export type FailureCode = keyof typeof FAILURE_CODES;
