import { evaluatePlan } from "../../evaluate/evaluate-plan";
import type { Counts, ReportedFinding } from "../../model/verdict";
import { loadPolicies, type PolicyRequest } from "../../targets/settings/load-policies";
import { countsOf } from "../../verdict/counts";
import { reportedFindings } from "../../verdict/report-model";
import { secretsOfPlan } from "../../redaction/known-secrets";
import { identityOf, planOfState } from "./state-plan";

/** One stack of an audit. */
export interface AuditedStack {
  /** The file as given on the command line. */
  readonly file: string;
  /** Absent if the state is empty. */
  readonly project?: string;
  readonly stack?: string;
  readonly counts: Pick<Counts, "resources" | "rules" | "checks" | "violations" | "undecided" | "errors">;
  /** How many findings an exemption suppresses. */
  readonly exempted: number;
  readonly findings: readonly ReportedFinding[];
  /** What is not visible in the state, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Evaluates the state in one file.
 *
 * @param secrets - collects the values that no report may show
 * @throws PlanFileError if the file is not a valid state
 * @throws CommandError if it contains several stacks, or the settings are wrong
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
  const { resources, rules, checks, violations, undecided, errors } = countsOf(plan, evaluation, []);
  return {
    file,
    ...identity,
    counts: { resources, rules, checks, violations, undecided, errors },
    exempted: exempted.length,
    findings: reportedFindings(plan, evaluation.findings, policies),
    notes: plan.gaps.notes,
  };
}
