import type { Operation, Plan, PlanGaps, SourcePosition, Urn } from "@roadbed/plan";
import type { TypeProblem } from "@roadbed/plan/preview";
import type { PackInfo } from "@roadbed/plan/pulumi";
import type { Exemption, Finding, Severity } from "@roadbed/policies";
import type { ExitCode } from "./exit-codes";
import type { Failure } from "./failure";

/**
 * The outcome of a run. `passed`: everything requested was evaluated, and nothing blocks. `incomplete`: nothing blocks,
 * but something requested could not be evaluated. `blocked`: a mandatory policy is violated. `failed`: the program or the
 * gate failed. Policies are always requested, changes only by `--strict` or `--require changes`.
 */
export type Outcome = "passed" | "incomplete" | "blocked" | "failed";

/** The verdict on all stacks of one run. Every report is made from a verdict alone. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The lowest exit code of all failures. */
  readonly exitCode: ExitCode;
  /** The failures of the run and of every stack. */
  readonly failures: readonly ReportedFailure[];
  readonly strict: boolean;
  readonly stacks: readonly StackVerdict[];
}

/** A failure as reports list it. */
export interface ReportedFailure extends Failure {
  readonly exitCode: ExitCode;
  /** `project/stack`, or the directory if they are not known. Absent for a failure of the run itself. */
  readonly stack?: string;
}

/** The end of what a program printed. */
export interface PrintedOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** The verdict on one stack. */
export interface StackVerdict {
  /** The directory as given on the command line. */
  readonly directory: string;
  /** Absent if the directory contains no valid project. */
  readonly project?: string;
  /** Absent if no stack could be selected. */
  readonly stack?: string;
  readonly engine?: Plan["engine"];
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  readonly failures: readonly ReportedFailure[];
  readonly coverage: Coverage;
  readonly gaps: readonly CoverageGap[];
  readonly counts: Counts;
  readonly findings: readonly ReportedFinding[];
  /** Findings that do not count because they are also present at the base or listed in the baseline file. */
  readonly existing: readonly ReportedFinding[];
  /** Findings that an exemption suppresses. */
  readonly exempted: readonly ReportedExemption[];
  /** Exemptions that suppress no finding of this stack. */
  readonly unusedExemptions: readonly UnusedExemption[];
  /** In order of registration, deleted resources last. Default providers are left out. */
  readonly resources: readonly ReportedResource[];
  readonly diagnostics: Plan["diagnostics"];
  /** The errors of the TypeScript compiler. Absent unless `--type-check` was given. */
  readonly typeErrors?: readonly TypeProblem[];
  readonly output: PrintedOutput;
  /** How long the check took. */
  readonly seconds: number;
}

/** What a run evaluated, and what it did not. */
export interface Coverage extends PlanGaps {
  /** `some`: a mandatory rule is undecided or threw an error, resources are invisible, or the program ended early. */
  readonly policies: "all" | "some" | "none";
  /** The settings files, the most general first. Absent if there are none. */
  readonly settings?: readonly string[];
  /** The policy packs that evaluated the plan as well. Absent if there are none. */
  readonly packs?: readonly PackInfo[];
  /** The kind of prior state that changes were computed against. With `none`, changes were not evaluated. */
  readonly changes: Plan["priorState"];
  /** The base, if changes were computed against one. */
  readonly base?: BaseInfo;
  /** Whether findings that are also present at the base were set aside. */
  readonly newOnly?: boolean;
  /** The baseline file, if findings listed in it were set aside. */
  readonly baseline?: BaselineInfo;
  /** The exported state, if changes were computed against one. */
  readonly state?: StateInfo;
  /** The file that the plan was read from, if no program ran. */
  readonly planFile?: PlanFileInfo;
  /** Unknown values that a rule assumed to be set. */
  readonly assumed: readonly AssumedValue[];
}

/** An unknown value that a rule assumed to be set. */
export interface AssumedValue {
  readonly rule: string;
  readonly urn: Urn;
  readonly path: string;
}

/** The base that changes were computed against. */
export interface BaseInfo {
  readonly commit?: string;
  /** The file that its plan was read from. */
  readonly file?: string;
  /** What did not exist at the base, so that everything is new. */
  readonly absent?: "program" | "stack";
}

/** The baseline file that findings were compared with. */
export interface BaselineInfo {
  readonly file: string;
  /** How many of its findings were not found again. */
  readonly obsolete: number;
}

/** The file with the exported state of a stack. */
export interface StateInfo {
  readonly file: string;
}

/** A file that contains a plan. */
export interface PlanFileInfo {
  readonly file: string;
  /** `saved`: written by `--save-plan`. The others are written by the Pulumi CLI. */
  readonly kind: "saved" | "digest" | "event-log";
}

/** Something that was not evaluated. */
export interface CoverageGap {
  readonly kind:
    "program" | "changes" | "undecided" | "opaque" | "withheld" | "unanswered" | "undecryptable" | "settings" | "note";
  /** A clause without a full stop: what is missing, and the remedy. */
  readonly message: string;
}

/** Counts of resources, changes and findings. */
export interface Counts {
  readonly resources: number;
  /** By operation. The physical halves of a replacement are left out. */
  readonly changes: Readonly<Partial<Record<Operation, number>>>;
  readonly rules: number;
  /** How many (rule, resource) pairs were evaluated. */
  readonly checks: number;
  readonly violations: { readonly mandatory: number; readonly advisory: number };
  readonly undecided: { readonly mandatory: number; readonly advisory: number };
  /** Rule errors: the check itself threw an error. */
  readonly errors: { readonly mandatory: number; readonly advisory: number };
  /** Existing findings, which do not count. */
  readonly existing: Readonly<Record<Severity, number>>;
}

/** A finding as reports list it. */
export interface ReportedFinding extends Finding {
  /** The name of the resource. */
  readonly name: string;
  /** The value at `path` as JSON, without secrets. */
  readonly value?: string;
  /** The URL of the documentation of the rule. Absent for the policies of a policy pack. */
  readonly docsUrl?: string;
}

/** A finding that an exemption suppresses. */
export interface ReportedExemption extends Pick<Finding, "rule" | "title" | "kind" | "urn" | "type" | "message"> {
  readonly name: string;
  readonly exemption: Pick<Exemption, "reason" | "owner" | "expires"> & CommentSource;
}

/** An exemption that suppresses no finding. The resource of a comment is the first one created there, if any. */
export type UnusedExemption = Omit<Exemption, "inCode"> & CommentSource;

interface CommentSource {
  /** Where the comment is, if the exemption is a comment in the program. */
  readonly source?: SourcePosition;
}

/** A resource as reports list it. */
export interface ReportedResource {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly operation?: Operation;
  /** Top-level inputs that differ. */
  readonly diffKeys?: readonly string[];
  /** Inputs that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** Inputs that may force a replacement. */
  readonly mayReplace?: readonly string[];
  /** Whether the operation was computed from resource facts instead of by the provider. */
  readonly predicted?: boolean;
  readonly parent?: Urn;
  readonly source?: SourcePosition;
}
