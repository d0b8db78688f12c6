import type {
  Operation,
  Plan,
  PlanGaps,
  ReplacementCause,
  ReplacementOrder,
  ResourceOptions,
  SourcePosition,
  Urn,
} from "@roadbed/plan";
import type { TypeProblem } from "@roadbed/plan/preview";
import type { PackInfo } from "@roadbed/plan/pulumi";
import type { Exemption, Finding, FindingChange, Severity } from "@roadbed/policies";
import type { Approval } from "./approval";
import type { ExitCode } from "./exit-codes";
import type { Failure } from "./failure";

/**
 * The outcome of a run. `passed`: the evaluation is complete, and no finding blocks the change. `incomplete`: no
 * finding blocks the change, but the evaluation is incomplete. `blocked`: a mandatory rule is violated, or the plan
 * contains changes despite `--expect-no-changes`. `failed`: the program or the gate failed. Changes that were not evaluated count only with `--strict` or `--require changes`.
 */
export type Outcome = "passed" | "incomplete" | "blocked" | "failed";

/** The verdict on all stacks of one run. Reports are rendered from a verdict alone. */
export interface Verdict {
  /** The worst outcome of all stacks and of the run itself. */
  readonly outcome: Outcome;
  /** The lowest exit code of all failures. */
  readonly exitCode: ExitCode;
  /** The failures of the run and of every stack. */
  readonly failures: readonly ReportedFailure[];
  /** Whether every coverage gap counted as a failure, as with `--strict`. */
  readonly strict: boolean;
  /** The verdict on each stack, in the order of the directories on the command line. */
  readonly stacks: readonly StackVerdict[];
}

/** A failure as it appears in reports. */
export interface ReportedFailure extends Failure {
  /** The exit code of the failure. */
  readonly exitCode: ExitCode;
  /**
   * The stack as `project/stack`, or its directory if the project or the stack is unknown. Absent for a failure of the
   * run itself.
   */
  readonly stack?: string;
}

/** The end of a program's output. */
export interface PrintedOutput {
  /** The end of standard output. */
  readonly stdout: string;
  /** The end of standard error. */
  readonly stderr: string;
}

/** The verdict on one stack. */
export interface StackVerdict {
  /** The directory as given on the command line. */
  readonly directory: string;
  /** The project name. Absent if the directory contains no valid project. */
  readonly project?: string;
  /** The stack name. Absent if no stack could be selected. */
  readonly stack?: string;
  /** The engine that previewed the stack. Absent if there is no plan. */
  readonly engine?: Plan["engine"];
  /** The outcome of this stack. */
  readonly outcome: Outcome;
  /** The lowest exit code of the failures. */
  readonly exitCode: ExitCode;
  /** The reasons why the stack did not pass. */
  readonly failures: readonly ReportedFailure[];
  /** The extent of the evaluation. */
  readonly coverage: Coverage;
  /** The coverage gaps, the most serious first. */
  readonly gaps: readonly CoverageGap[];
  /** The numbers of resources, changes, and findings. */
  readonly counts: Counts;
  /** The findings that count, the most serious first. */
  readonly findings: readonly ReportedFinding[];
  /** The findings that do not count, because they are also present at the base or listed in the baseline file. */
  readonly existingFindings: readonly ReportedFinding[];
  /** The findings that an exemption suppresses. */
  readonly exemptedFindings: readonly ReportedExemption[];
  /** The exemptions that suppress no finding of this stack. */
  readonly unusedExemptions: readonly UnusedExemption[];
  /** The findings about changes that are approved. */
  readonly approvedFindings: readonly ApprovedChange[];
  /** The approvals for this stack that cover no finding, expired or not. */
  readonly unusedApprovals: readonly Approval[];
  /** The commit that was checked. Present if there are findings about changes and the program is in a repository. */
  readonly commit?: string;
  /** The resources in the order of registration, then the deleted ones. Default providers are not listed. */
  readonly resources: readonly ReportedResource[];
  /** The changes to the stack's outputs. Absent if there is nothing to compare with or the program failed. */
  readonly outputChanges?: Plan["outputChanges"];
  /** The messages of the program and of the engine. */
  readonly diagnostics: Plan["diagnostics"];
  /** The errors of the TypeScript compiler. Absent if `--type-check` was not given. */
  readonly typeErrors?: readonly TypeProblem[];
  /** The end of the program's output. */
  readonly output: PrintedOutput;
  /** The duration of the check, in seconds. */
  readonly durationSeconds: number;
}

/** The extent of an evaluation: what a run evaluated, and what it did not. */
export interface Coverage extends PlanGaps {
  /**
   * Whether the policies were evaluated. With `some`, a mandatory rule is undecided, a rule threw an error, resources
   * are invisible, or the program ended early. With `none`, no rule applies to any resource, or there is no plan.
   */
  readonly policies: "all" | "some" | "none";
  /** The settings files, the most general first. Absent if there are none. */
  readonly settings?: readonly string[];
  /** The policy packs that also evaluated the plan. Absent if there are none. */
  readonly packs?: readonly PackInfo[];
  /** The kind of prior state that changes were computed against. With `none`, changes were not evaluated. */
  readonly priorState: Plan["priorState"];
  /** The base, if changes were computed against one. */
  readonly base?: BaseCommitInfo;
  /** Whether findings that are also present at the base were set aside. */
  readonly newFindingsOnly?: boolean;
  /** The baseline file, if findings listed in it were set aside. */
  readonly baseline?: BaselineInfo;
  /** The approvals file. Absent if there is none. */
  readonly approvals?: ApprovalsInfo;
  /** The saved plan that this plan was compared with. Absent except with `verify-plan`. */
  readonly verifiedPlan?: VerifiedPlanInfo;
  /** The exported state, if changes were computed against one. */
  readonly state?: StateInfo;
  /** The file that the plan was read from, if no program ran. */
  readonly planFile?: PlanFileInfo;
  /** The unknown values that a rule assumed to be set. */
  readonly assumedValues: readonly AssumedValue[];
}

/** An unknown value that a rule assumed to be set. */
export interface AssumedValue {
  /** The ID of the rule. */
  readonly rule: string;
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The path of the unknown value in the inputs. */
  readonly path: string;
}

/** The base that changes were computed against. */
export interface BaseCommitInfo {
  /** The hash of the base commit. Absent if the base plan does not record a commit. */
  readonly commit?: string;
  /** The file that the base plan was read from. Absent if the base was previewed. */
  readonly file?: string;
  /** The part that did not exist at the base commit. If set, every resource is new. */
  readonly missing?: "program" | "stack";
}

/** The baseline file that findings were compared with. */
export interface BaselineInfo {
  /** The path of the baseline file. */
  readonly file: string;
  /** The number of entries in the file whose finding was not reported again. */
  readonly obsoleteEntries: number;
}

/** The file with approvals. */
export interface ApprovalsInfo {
  /** The path of the file. Absent if no file was used. */
  readonly file?: string;
  /** Why another version of the file was used than the one in the checkout, or none, as a clause without a period. */
  readonly note?: string;
}

/** A saved plan that another plan was compared with. */
export interface VerifiedPlanInfo {
  /** The path of the file. */
  readonly file: string;
}

/** The file with the exported state of a stack. */
export interface StateInfo {
  /** The path of the file. */
  readonly file: string;
}

/** A file that contains a plan. */
export interface PlanFileInfo {
  /** The path of the file. */
  readonly file: string;
  /** The file format. `--save-plan` writes `saved`, and the Pulumi CLI writes the other formats. */
  readonly kind: "saved" | "digest" | "event-log";
}

/** A gap in the evaluation. */
export interface CoverageGap {
  /** The kind of gap. `note` is a message of the engine or of a policy pack. */
  readonly kind:
    | "program"
    | "types"
    | "changes"
    | "undecided"
    | "opaque"
    | "withheld"
    | "unanswered"
    | "undecryptable"
    | "settings"
    | "note";
  /** A clause without a period that states what is missing and the remedy. */
  readonly message: string;
}

/** The numbers of resources, changes, and findings. */
export interface Counts {
  /** The number of resources, without default providers. */
  readonly resources: number;
  /** The number of changes by operation. The physical halves of a replacement are not counted. */
  readonly changes: Readonly<Partial<Record<Operation, number>>>;
  /** The number of rules that were evaluated. */
  readonly rules: number;
  /** The number of (rule, resource) pairs that were evaluated. */
  readonly checks: number;
  /** The number of violations by level. */
  readonly violations: { readonly mandatory: number; readonly advisory: number };
  /** The number of undecided results by level. */
  readonly undecided: { readonly mandatory: number; readonly advisory: number };
  /** The number of rule errors by level. */
  readonly errors: { readonly mandatory: number; readonly advisory: number };
  /** The number of existing findings by severity. Existing findings do not affect the outcome. */
  readonly existing: Readonly<Record<Severity, number>>;
}

/** A finding as it appears in reports. */
export interface ReportedFinding extends Omit<Finding, "change"> {
  /** What the finding says about the change of the resource. Present for the findings of rules on changes. */
  readonly change?: ReportedChange;
  /** The name of the resource. */
  readonly name: string;
  /** The value at `path` as JSON, without secrets. */
  readonly value?: string;
  /** The values below `path` that the rule read. Present for long values of findings that block. */
  readonly evidence?: readonly EvidenceValue[];
  /** The URL of the rule's documentation. Absent for policies of a policy pack. */
  readonly docsUrl?: string;
}

/** A value that a rule read. */
export interface EvidenceValue {
  /** The path in the inputs. */
  readonly path: string;
  /** The value as JSON, without secrets. Absent if the property is not set. */
  readonly value?: string;
}

/** The change that a finding reports, as it appears in reports. */
export interface ReportedChange extends FindingChange {
  /** The ID that approves the change in `roadbed.approvals.yaml`. Absent if the check of the rule threw an error. */
  readonly approvalId?: string;
  /** The approval that covered the change until it expired. */
  readonly expiredApproval?: Approval;
}

/** A finding about a change that is approved. */
export interface ApprovedChange extends Pick<
  Finding,
  "rule" | "title" | "kind" | "level" | "urn" | "type" | "message"
> {
  /** The name of the resource. */
  readonly name: string;
  /** The approval. */
  readonly approval: Approval;
}

/** A finding that an exemption suppresses. */
export interface ReportedExemption extends Pick<Finding, "rule" | "title" | "kind" | "urn" | "type" | "message"> {
  /** The name of the resource. */
  readonly name: string;
  /** The exemption that suppresses the finding, with the position of the exemption comment, if any. */
  readonly exemption: Pick<Exemption, "reason" | "owner" | "expires"> & CommentSource;
}

/**
 * An exemption that suppresses no finding. For an exemption comment, `resource` is the first resource that the exempt
 * lines create, if any.
 */
export type UnusedExemption = Omit<Exemption, "comment"> & CommentSource;

/** The position of an exemption comment. */
interface CommentSource {
  /** The position of the comment. Absent if the exemption is in a settings file. */
  readonly source?: SourcePosition;
}

/** A resource as it appears in reports. */
export interface ReportedResource {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** The name of the resource. */
  readonly name: string;
  /** The operation on the resource. Absent if no step affects the resource. */
  readonly operation?: Operation;
  /** The top-level inputs that differ from the prior state. */
  readonly diffKeys?: readonly string[];
  /** The inputs that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** The inputs that may force a replacement. */
  readonly mayReplaceKeys?: readonly string[];
  /** The replaced resources that force the replacement. Absent if the resource's own inputs force it. */
  readonly replacedBecause?: readonly ReplacementCause[];
  /** The order of a replacement. Present if the resource is replaced. */
  readonly replacementOrder?: ReplacementOrder;
  /** Whether the operation was computed from resource facts rather than by the provider. */
  readonly predicted?: boolean;
  /** The options in the program that affect a deletion or replacement. Absent if none is set, and for deleted resources. */
  readonly options?: DeletionOptions;
  /** The same options in the prior state. Absent if none is set, and for new resources. */
  readonly priorOptions?: DeletionOptions;
  /** The URN of the parent. */
  readonly parent?: Urn;
  /** The position of the code that created the resource. */
  readonly source?: SourcePosition;
}

/** The options of a resource that affect its deletion or replacement. */
export type DeletionOptions = Pick<ResourceOptions, "protect" | "retainOnDelete" | "deleteBeforeReplace">;
