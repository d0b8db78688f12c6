import type { Complete } from "../stages";

/** A result of a mandatory rule, as strings: the kind, the rule, the URN, and the approval ID or the path. */
export type RuleResultKey = readonly string[];

/**
 * Returns the results of mandatory rules in a form that can be compared with those of another run, in a fixed order.
 * Approved changes are included, so that an approval is not a difference.
 */
export function ruleResults({ evaluation, approvals }: Pick<Complete, "evaluation" | "approvals">): RuleResultKey[] {
  const findings = [...evaluation.findings, ...approvals.approved.map(({ finding }) => finding)];
  const keys = findings
    .filter(({ level }) => level === "mandatory")
    .map((finding) => {
      const { kind, rule, urn, path = "" } = finding;
      return JSON.stringify([kind, rule, urn, approvals.ids.get(finding) ?? path]);
    });
  return [...new Set(keys)].sort().map((key) => JSON.parse(key) as RuleResultKey);
}
