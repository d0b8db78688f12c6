import { scopeExemptions } from "./exemption-scope";
import { applyApprovals } from "./approvals/apply-approvals";
import type { LoadedApprovals } from "../targets/approvals/load-approvals";
import type { Complete, Filtered } from "./stages";

/**
 * Evaluates the rules on changes, whose findings depend on the final steps, and sets aside approved changes. Such a
 * finding is never existing, because it is about this deployment only. Exemption comments do not apply, because a pull
 * request could exempt its own changes.
 */
export async function evaluateChangeRules(filtered: Filtered, loaded: LoadedApprovals): Promise<Complete> {
  const { applyExemptions, evaluateChanges, rules } = await import("@roadbed/policies");
  const { plan, policies, evaluation, exempted, expiredFindings, unusedExemptions } = filtered;
  const evaluated = evaluateChanges(plan, policies.policies);
  const changes = applyExemptions(
    { ...evaluation, findings: evaluated.findings },
    scopeExemptions(policies.exemptions, rules).changes,
    new Date(),
  );
  const found = {
    ...filtered,
    evaluation: {
      ...evaluation,
      findings: [...evaluation.findings, ...changes.evaluation.findings],
      ruleCount: evaluation.ruleCount + evaluated.ruleCount,
      checkCount: evaluation.checkCount + evaluated.checkCount,
    },
    exempted: [...exempted, ...changes.exempted],
    expiredFindings: [...expiredFindings, ...changes.expiredFindings],
    unusedExemptions: [...unusedExemptions, ...changes.unusedExemptions],
  };
  return applyApprovals(found, loaded, new Date());
}
