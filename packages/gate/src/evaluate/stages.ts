import type { Plan } from "@roadbed/plan";
import type { TypeProblem } from "@roadbed/plan/preview";
import type { PackInfo, RecordedLookup } from "@roadbed/plan/pulumi";
import type { Evaluation, ExemptedFinding, Exemption, Finding } from "@roadbed/policies";
import type { Approval } from "../model/approval";
import type { Failure } from "../model/failure";
import type {
  ApprovalsInfo,
  BaseCommitInfo,
  BaselineInfo,
  PlanFileInfo,
  StateInfo,
  VerifiedPlanInfo,
} from "../model/verdict";
import type { StackPolicies } from "../targets/settings/stack-policies";

/** The properties of every stage after the preview. */
interface EvaluatedPlan {
  readonly plan: Plan;
  /** The evaluation with the remaining findings, which are neither exempt nor existing. */
  readonly evaluation: Evaluation;
  readonly policies: StackPolicies;
  readonly exempted: readonly ExemptedFinding[];
  /** Findings that only an expired exemption covers. */
  readonly expiredFindings: readonly Finding[];
  /** Exemptions that cover no finding. */
  readonly unusedExemptions: readonly Exemption[];
  /** The exemption comments in the program. */
  readonly codeExemptions: readonly Exemption[];
  /** The policy packs that also evaluated the plan. */
  readonly packs: readonly PackInfo[];
  /** The program's data source lookups. Absent if they will not be recorded. */
  readonly lookups?: readonly RecordedLookup[];
  readonly state?: StateInfo;
  readonly planFile?: PlanFileInfo;
  /** The reasons why the settings may differ from the intended ones, as clauses without a period. */
  readonly caveats: readonly string[];
  /** Failures other than a failure of the program, such as a base that cannot be previewed. */
  readonly failures: readonly Failure[];
}

/** A plan that the rules evaluated. Exempt findings are set aside. */
export interface Evaluated extends EvaluatedPlan {
  readonly stage: "evaluated";
}

/** An evaluated plan with its final steps. Findings that are also present at the base are set aside. */
export interface Compared extends EvaluatedPlan {
  readonly stage: "compared";
  readonly base?: BaseCommitInfo;
  /** Whether findings that are also present at the base were set aside. */
  readonly newFindingsOnly?: boolean;
  readonly existing: readonly Finding[];
  /** The errors of the TypeScript compiler, if it ran. */
  readonly typeErrors?: readonly TypeProblem[];
}

/** A compared plan whose findings are final. The findings listed in the baseline file are set aside. */
export interface Filtered extends Omit<Compared, "stage"> {
  readonly stage: "filtered";
  readonly baseline?: BaselineInfo;
}

/** A plan that was evaluated completely, including its changes. Approved changes are set aside. */
export interface Complete extends Omit<Filtered, "stage"> {
  readonly stage: "complete";
  /** The paths that the rules of blocking findings read below the paths of the findings. */
  readonly evidence?: ReadonlyMap<Finding, readonly string[]>;
  readonly approvals: AppliedApprovals;
  /** The commit of the program. Absent if it is not needed or not known. */
  readonly commit?: string;
  /** The saved plan that this plan is the same as. */
  readonly verifiedPlan?: VerifiedPlanInfo;
}

/** The result of applying approvals to the findings about changes. */
export interface AppliedApprovals {
  /** The ID that approves the change, for each finding about a change. */
  readonly ids: ReadonlyMap<Finding, string>;
  /** The findings whose change is approved. */
  readonly approved: readonly ApprovedFinding[];
  /** The approvals that have expired, by the finding that they covered. */
  readonly expired: ReadonlyMap<Finding, Approval>;
  /** The approvals for this stack that cover no finding. */
  readonly unused: readonly Approval[];
  /** The approvals file. Absent if there is none. */
  readonly info?: ApprovalsInfo;
}

/** A finding about a change that is approved. */
export interface ApprovedFinding {
  readonly finding: Finding;
  readonly approval: Approval;
}

/** Marks a plan as compared, because its engine has already computed the final steps. */
export function asCompared(evaluated: Evaluated): Compared {
  return { ...evaluated, stage: "compared", existing: [] };
}

/** Adds a failure to a stage, unless the stage has it already. */
export function withFailure<Stage extends { readonly failures: readonly Failure[] }>(
  stage: Stage,
  failure: Failure,
): Stage {
  const isKnown = stage.failures.some(({ code, message }) => code === failure.code && message === failure.message);
  return isKnown ? stage : { ...stage, failures: [...stage.failures, failure] };
}

/** Adds caveats about the settings to a stage. */
export function withCaveats<Stage extends { readonly caveats: readonly string[] }>(
  stage: Stage,
  caveats: readonly string[],
): Stage {
  return caveats.length === 0 ? stage : { ...stage, caveats: [...stage.caveats, ...caveats] };
}
