import { evaluatePlan } from "../../evaluate/evaluate-plan";
import type { Counts, ReportedFinding } from "../../model/verdict";
import { loadPolicies, type PolicyRequest } from "../../targets/settings/load-policies";
import { countsOf } from "../../verdict/counts";
import { reportedFindings } from "../../verdict/report-model";
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
  const policies = await loadPolicies(request, { directory: "." }, label);
  const { evaluation, exempted } = await evaluatePlan({ plan }, policies);
  const { resources, rules, pairs, violations, undecided, errors } = countsOf(plan, evaluation, []);
  return {
    file,
    ...identity,
    counts: { resources, rules, pairs, violations, undecided, errors },
    exempted: exempted.length,
    findings: reportedFindings(plan, evaluation.findings),
    notes: plan.gaps.notes,
  };
}
