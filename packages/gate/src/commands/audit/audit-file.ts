import { countsOf, type Counts } from "../../verdict/counts";
import { loadPolicies, type PolicyRequest } from "../../targets/settings/load-policies";
import { reportedFindings, type ReportedFinding } from "../../verdict/report-model";
import { judgePlan } from "../../evaluate/evaluate-stack";
import { secretsOfPlan } from "../../redaction/known-secrets";
import { identityOf, planOfState } from "./state-plan";

/** One stack of an audit. */
export interface AuditedStack {
  /** As the command line names it. */
  readonly file: string;
  /** Absent if the state is empty. */
  readonly project?: string;
  readonly stack?: string;
  readonly counts: Pick<Counts, "resources" | "rules" | "pairs" | "violations" | "undecided" | "errors">;
  /** Findings that an exemption allows. */
  readonly exempted: number;
  readonly findings: readonly ReportedFinding[];
  /** What could not be seen, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Judges the state in one file.
 *
 * @param secrets takes up what no report may show
 * @throws PlanFileError or CommandError if the file holds no state, or the settings of its rules are wrong
 */
export async function auditFile(file: string, request: PolicyRequest, secrets: Set<string>): Promise<AuditedStack> {
  const { readStateFile } = await import("@roadbed/plan/preview");
  const { state, note } = await readStateFile(file);
  const identity = identityOf(state, file);
  const plan = planOfState(state, identity ?? { project: "", stack: "" }, note);
  for (const text of secretsOfPlan(plan)) secrets.add(text);
  const label = identity === undefined ? "" : `${identity.project}/${identity.stack}`;
  const judgement = await judgePlan({ plan }, await loadPolicies(request, { directory: "." }, label));
  const { resources, rules, pairs, violations, undecided, errors } = countsOf(judgement);
  return {
    file,
    ...identity,
    counts: { resources, rules, pairs, violations, undecided, errors },
    exempted: judgement.exempted?.length ?? 0,
    findings: reportedFindings(plan, judgement.evaluation.findings),
    notes: plan.gaps.notes,
  };
}
