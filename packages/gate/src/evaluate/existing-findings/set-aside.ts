import type { Plan, Urn } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import type { Compared } from "../stages";
import { FindingKeys, type FindingKey } from "./finding-keys";
import { KnownFindings } from "./known-findings";
import { safeguardFindings } from "./safeguard-findings";

/**
 * Returns the findings that can be existing findings. Rule errors and findings of policy packs cannot be compared with
 * other findings. Findings whose exemption expired must be fixed.
 */
export function comparableFindings({
  evaluation,
  expiredFindings,
  policies,
}: Pick<Compared, "evaluation" | "expiredFindings" | "policies">): readonly Finding[] {
  const rules = new Set(policies.policies.map(({ rule }) => rule.id));
  return evaluation.findings.filter(
    (finding) => finding.kind !== "error" && rules.has(finding.rule) && !expiredFindings.includes(finding),
  );
}

/**
 * Returns the key of each finding in a plan, in the same order.
 *
 * @param oldUrns - the former URN of each renamed resource
 */
export async function keysOf(
  plan: Plan,
  findings: readonly Finding[],
  { policies }: StackPolicies,
  oldUrns?: ReadonlyMap<Urn, Urn>,
): Promise<readonly FindingKey[]> {
  if (findings.length === 0) return [];
  const { findingReads } = await import("@roadbed/policies/internal");
  const keys = new FindingKeys(plan, findingReads(plan, policies), oldUrns);
  return findings.map((finding) => keys.keyOf(finding));
}

/**
 * Sets aside the findings that are already known, except findings about the safeguards of replaced resources.
 *
 * @param keys - the keys of the existing findings, followed by the keys of the comparable findings
 * @returns the stage, and the known findings that no finding matched
 */
export async function setAside(
  compared: Compared,
  keys: readonly FindingKey[],
  knownKeys: readonly FindingKey[],
): Promise<{ readonly compared: Compared; readonly obsolete: readonly FindingKey[] }> {
  const known = new KnownFindings(knownKeys);
  const matched = [...compared.existing, ...comparableFindings(compared)].filter((_, index) => {
    const key = keys[index];
    return key !== undefined && known.take(key);
  });
  const counted = await safeguardFindings(compared.plan, matched, compared.policies);
  const foundAgain = matched.filter((finding) => !counted.has(finding));
  const existing = new Set([...compared.existing, ...foundAgain]);
  const findings = compared.evaluation.findings.filter((finding) => !existing.has(finding));
  return {
    compared: { ...compared, evaluation: { ...compared.evaluation, findings }, existing: [...existing] },
    obsolete: known.remaining,
  };
}
