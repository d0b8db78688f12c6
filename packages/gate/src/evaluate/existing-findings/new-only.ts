import type { Plan, Urn } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import type { Judgement } from "../../verdict/verdict";
import { FindingKeys, type FindingKey } from "./finding-keys";
import { KnownFindings } from "./known-findings";

/**
 * The findings that can have been there before: those of rules that judge both sides alike. A rule that failed found
 * nothing, policy packs cannot be asked again, and what an expired exemption covered is to be mended.
 */
export function comparable({
  evaluation,
  expired = [],
  policies,
}: Pick<Judgement, "evaluation" | "expired" | "policies">): readonly Finding[] {
  const rules = new Set(policies?.policies.map(({ rule }) => rule.id));
  return evaluation.findings.filter(
    (finding) => finding.kind !== "error" && rules.has(finding.rule) && !expired.includes(finding),
  );
}

/** The keys of findings in a plan, in their order. @param oldUrns what resources were called before, if another name */
export async function keysOf(
  plan: Plan,
  findings: readonly Finding[],
  policies: StackPolicies | undefined,
  oldUrns?: ReadonlyMap<Urn, Urn>,
): Promise<readonly FindingKey[]> {
  if (findings.length === 0) return [];
  const { readsBehind } = await import("@roadbed/policies");
  const keys = new FindingKeys(plan, readsBehind(plan, policies?.policies ?? []), oldUrns);
  return findings.map((finding) => keys.of(finding));
}

/**
 * Sets aside what was found before and is found again.
 *
 * @param keys of `existing` so far and of what is comparable, in this order
 * @returns what is left of what was found before, too
 */
export function setAside(
  judgement: Judgement,
  keys: readonly FindingKey[],
  before: readonly FindingKey[],
): { readonly judgement: Judgement; readonly left: readonly FindingKey[] } {
  const known = new KnownFindings(before);
  const already = judgement.existing ?? [];
  const found = [...already, ...comparable(judgement)].filter((_, index) => {
    const key = keys[index];
    return key !== undefined && known.take(key);
  });
  const existing = new Set([...already, ...found]);
  const findings = judgement.evaluation.findings.filter((finding) => !existing.has(finding));
  return {
    judgement: { ...judgement, evaluation: { ...judgement.evaluation, findings }, existing: [...existing] },
    left: known.left,
  };
}
