import type { Plan, Step, Urn } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import type { ProtectionEffect } from "@roadbed/plan/facts";
import type { StackPolicies } from "../../targets/settings/stack-policies";

/** The effects of inputs that decide what a deletion destroys. */
const DELETION_EFFECTS: ReadonlySet<ProtectionEffect> = new Set([
  "blocks-deletion",
  "blocks-deletion-unless-empty",
  "keeps-backup",
  "retains-resource",
  "delays-deletion",
]);

/**
 * Returns the findings about the safeguards of resources that the plan replaces or may replace, such as the final
 * snapshot of a database. These findings are never existing: until the replacement they were a risk, and now they decide
 * whether data is lost.
 */
export async function safeguardFindings(
  plan: Plan,
  findings: readonly Finding[],
  { policies }: StackPolicies,
): Promise<ReadonlySet<Finding>> {
  const endangered = new Set(plan.steps.filter(isDestructive).map(({ urn }) => urn));
  const candidates = findings.filter(({ urn }) => endangered.has(urn));
  if (candidates.length === 0) return new Set();
  const [{ findTypeFacts }, { findingReads }] = await Promise.all([
    import("@roadbed/plan/facts"),
    import("@roadbed/policies/internal"),
  ]);
  const reads = findingReads(plan, policies);
  const types = new Map<Urn, string>(plan.resources.map(({ urn, type }) => [urn, type]));
  const readsSafeguard = (finding: Finding): boolean => {
    const { protectedBy = [] } = findTypeFacts(types.get(finding.urn) ?? "") ?? {};
    const safeguards = protectedBy.filter(({ effect }) => DELETION_EFFECTS.has(effect)).map(({ property }) => property);
    return reads(finding).some(({ path }) => safeguards.includes(path));
  };
  return new Set(candidates.filter(readsSafeguard));
}

function isDestructive({ operation, mayReplaceKeys = [] }: Step): boolean {
  return operation === "replace" || mayReplaceKeys.length > 0;
}
