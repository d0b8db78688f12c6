import type { PreviewResult } from "../preview/preview-result";
import { endedEarly } from "../preview/program-failure";
import type { StackPolicies } from "../targets/settings/stack-policies";
import { defined } from "../util/defined";
import { codeExemptions } from "./code-exemptions/code-exemptions";
import { scopeExemptions } from "./exemption-scope";
import { packFindings } from "./policy-packs/pack-findings";
import type { Evaluated } from "./stages";

/**
 * Applies the rules to a plan, except the rules on changes, adds the findings of the policy packs that the Pulumi CLI ran, and sets aside exempt
 * findings.
 *
 * @param root - the directory of the program; without it, exemption comments are not read
 * @throws CommandError if an exemption comment is invalid
 */
export async function evaluatePlan(planned: PreviewResult, policies: StackPolicies, root?: string): Promise<Evaluated> {
  const { plan, packs, ...origin } = planned;
  const { applyExemptions, evaluate, rules } = await import("@roadbed/policies");
  const evaluation = evaluate({ ...plan, endedEarly: plan.endedEarly ?? endedEarly(plan) }, policies.policies);
  const reported = packs === undefined ? [] : packFindings(plan, packs);
  const findings = [...evaluation.findings, ...reported];
  const comments = root === undefined ? [] : await codeExemptions(plan, root, policies);
  const exemptions = [...scopeExemptions(policies.exemptions, rules).resources, ...comments];
  return {
    stage: "evaluated",
    plan,
    ...applyExemptions({ ...evaluation, findings }, exemptions, new Date()),
    codeExemptions: comments,
    policies,
    packs: packs?.packs ?? [],
    ...defined(origin),
    caveats: policies.caveats,
    failures: [],
  };
}
