import type { PreviewResult } from "../preview/preview-result";
import { endedEarly } from "../preview/program-failure";
import type { StackPolicies } from "../targets/settings/stack-policies";
import { defined } from "../util/defined";
import { codeExemptions } from "./code-exemptions/code-exemptions";
import { packFindings } from "./policy-packs/pack-findings";
import type { Evaluated } from "./stages";

/**
 * Applies the rules to a plan, adds the findings of the policy packs that the Pulumi CLI ran, and sets aside exempt
 * findings.
 *
 * @param root - the directory of the program; without it, exemption comments are not read
 * @throws CommandError if an exemption comment is invalid
 */
export async function evaluatePlan(planned: PreviewResult, policies: StackPolicies, root?: string): Promise<Evaluated> {
  const { plan, packs, ...origin } = planned;
  const { applyExemptions, evaluate } = await import("@roadbed/policies");
  const evaluation = evaluate({ ...plan, endedEarly: plan.endedEarly ?? endedEarly(plan) }, policies.policies);
  const reported = packs === undefined ? [] : packFindings(plan, packs);
  const findings = [...evaluation.findings, ...reported];
  const comments = root === undefined ? [] : await codeExemptions(plan, root, policies);
  return {
    stage: "evaluated",
    plan,
    ...applyExemptions({ ...evaluation, findings }, [...policies.exemptions, ...comments], new Date()),
    codeExemptions: comments,
    policies,
    packs: packs?.packs ?? [],
    ...defined(origin),
    caveats: policies.caveats,
    failures: [],
  };
}
