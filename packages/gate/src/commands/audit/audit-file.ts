import { evaluatePlan } from "../../evaluate/evaluate-plan";
import { findEvidence } from "../../evaluate/finding-evidence";
import type { Counts, ReportedFinding } from "../../model/verdict";
import { loadPolicies, type PolicyRequest } from "../../targets/settings/load-policies";
import { countsOf } from "../../verdict/counts";
import { reportedFindings } from "../../verdict/report-model";
import type { KnownSecrets } from "../../redaction/known-secrets";
import { identityOf, planOfState } from "./state-plan";

/** An audited stack. */
export interface AuditedStack {
  /** The path of the file as given on the command line. */
  readonly file: string;
  /** The project name. Absent if the state is empty. */
  readonly project?: string;
  /** The stack name. Absent if the state is empty. */
  readonly stack?: string;
  /** The numbers of resources, rules, checks, and findings. */
  readonly counts: Pick<Counts, "resources" | "rules" | "checks" | "violations" | "undecided" | "errors">;
  /** The number of findings that exemptions suppress. */
  readonly exempted: number;
  /** The findings that count, the most serious first. */
  readonly findings: readonly ReportedFinding[];
  /** Sentences about values that the state does not show. */
  readonly notes: readonly string[];
}

/**
 * Evaluates the state in one file.
 *
 * @param secrets - the set to which the file's secrets are added, which no report may show
 * @throws PlanFileError if the file is not a valid state
 * @throws CommandError if the file contains resources from several stacks, or if the settings are invalid
 */
export async function auditFile(file: string, request: PolicyRequest, secrets: KnownSecrets): Promise<AuditedStack> {
  const { readStateFile } = await import("@roadbed/plan/preview");
  const { state, note } = await readStateFile(file);
  const identity = identityOf(state, file);
  const plan = planOfState(state, identity ?? { project: "", stack: "" }, note);
  secrets.addPlan(plan);
  const label = identity === undefined ? "" : `${identity.project}/${identity.stack}`;
  const policies = await loadPolicies(request, { directory: "." }, label);
  const { evaluation, exempted } = await evaluatePlan({ plan }, policies);
  const evidence = await findEvidence({ plan, policies, evaluation });
  const { resources, rules, checks, violations, undecided, errors } = countsOf(plan, evaluation, []);
  return {
    file,
    ...identity,
    counts: { resources, rules, checks, violations, undecided, errors },
    exempted: exempted.length,
    findings: reportedFindings(plan, evaluation.findings, policies, { evidence }),
    notes: plan.gaps.notes,
  };
}
