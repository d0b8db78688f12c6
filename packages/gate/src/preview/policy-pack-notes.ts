import type { Diagnostic, Plan } from "@roadbed/plan";
import type { PackReport } from "@roadbed/plan/pulumi";
import { defined } from "../util/defined";

/** Returns a plan with notes about resources that policy packs remediated and about policies that did not run. */
export function withPackNotes(plan: Plan, { remediations, stackPoliciesSkipped }: PackReport): Plan {
  const changed = remediations.map(({ pack, policy, urn }): Diagnostic => {
    const message = `The policy ${policy} of the policy pack ${pack} remediated this resource before the resource was evaluated.`;
    return { severity: "warning", message, ...defined({ urn }) };
  });
  const skipped = stackPoliciesSkipped.map((pack) => `The stack policies of the policy pack ${pack} did not run.`);
  const { gaps } = plan;
  return {
    ...plan,
    diagnostics: [...plan.diagnostics, ...changed],
    gaps: { ...gaps, notes: [...gaps.notes, ...skipped] },
  };
}
