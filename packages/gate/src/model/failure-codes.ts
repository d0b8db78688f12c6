import type { ExitReason } from "./exit-codes";

interface FailureCodeInfo {
  /** The name of the command's exit code. */
  readonly exit: Exclude<ExitReason, "passed">;
  /** A sentence that describes the failure. */
  readonly description: string;
}

/** The stable codes of failures. A code never changes its meaning. */
export const FAILURE_CODES = {
  "approval-not-possible": {
    exit: "usage",
    description: "The verdict does not contain the change to approve, or the change is already approved.",
  },
  "approvals-invalid": {
    exit: "usage",
    description: "The approvals file is invalid, or an approval names a different change than its ID.",
  },
  "base-not-available": {
    exit: "error",
    description: "The base commit is not in this clone, or Git cannot read it.",
  },
  "base-not-found": {
    exit: "usage",
    description: "The commit given to `--base` does not exist, or the program is not in a Git repository.",
  },
  "base-plan-invalid": {
    exit: "usage",
    description: "The base plan belongs to a different stack or to a program that failed.",
  },
  "base-preview-failed": { exit: "error", description: "The program cannot be previewed at the base." },
  "base-setup-failed": { exit: "error", description: "The `baseSetup` command failed." },
  "baseline-invalid": {
    exit: "usage",
    description: "The baseline file is invalid or was written by a newer version of Roadbed.",
  },
  canceled: { exit: "canceled", description: "The command was canceled by a signal." },
  "change-not-approved": { exit: "dangerous", description: "The plan contains a change that must be approved." },
  "changes-not-expected": {
    exit: "changes",
    description: "The plan contains changes, and `--expect-no-changes` was given.",
  },
  "configuration-invalid": {
    exit: "usage",
    description: "The configuration of the stack or of a policy pack is invalid or incomplete.",
  },
  "conflicting-flags": { exit: "usage", description: "Flags cannot be combined, or one requires another." },
  "directory-not-readable": { exit: "usage", description: "A directory does not exist or cannot be read." },
  "exemption-comment-invalid": { exit: "usage", description: "An exemption comment in the program is invalid." },
  "file-not-writable": { exit: "error", description: "A report, plan, or baseline file could not be written." },
  "flag-invalid": { exit: "usage", description: "The value of a flag is invalid." },
  "input-file-invalid": {
    exit: "usage",
    description: "A plan, state, context, or policy pack configuration file is missing or invalid.",
  },
  "internal-error": { exit: "error", description: "The gate itself failed." },
  "login-required": { exit: "authentication", description: "The Pulumi CLI is not logged in." },
  "not-evaluated": {
    exit: "incomplete",
    description: "The evaluation is incomplete, and `--strict`, `--require`, or `--expect-no-changes` was given.",
  },
  "output-invalid": {
    exit: "usage",
    description: "`--output` names an unknown format or a file that cannot be written.",
  },
  "plan-stale": {
    exit: "stale",
    description: "The saved plan does not match the program, the results of the rules, or the prior state anymore.",
  },
  "policy-violation": { exit: "policy", description: "A mandatory policy is violated." },
  "preview-not-possible": {
    exit: "usage",
    description: "The project cannot be previewed, for example because the Pulumi SDK is not installed.",
  },
  "program-failed": { exit: "error", description: "The program failed." },
  "project-not-found": { exit: "usage", description: "The directory contains no Pulumi.yaml file." },
  "rule-error": { exit: "error", description: "The check of a mandatory rule threw an error." },
  "rule-unknown": { exit: "usage", description: "There is no rule with this ID." },
  "settings-invalid": { exit: "usage", description: "A settings file or a preset name is invalid." },
  "stack-name-invalid": { exit: "usage", description: "The stack name has an invalid format." },
  "stack-not-found": {
    exit: "noStack",
    description: "The stack does not exist, or the plan belongs to a different stack.",
  },
  "stack-not-selected": {
    exit: "usage",
    description: "`--stack` was not given, and the project does not have exactly one stack.",
  },
  "state-invalid": { exit: "usage", description: "The state contains resources from several stacks." },
  timeout: { exit: "timeout", description: "The program or `baseSetup` did not finish within `--timeout`." },
  "type-error": { exit: "error", description: "The program has type errors." },
  "watch-failed": { exit: "error", description: "The system cannot watch files." },
} as const satisfies Record<string, FailureCodeInfo>;

/** The stable code of a failure. */
export type FailureCode = keyof typeof FAILURE_CODES;
