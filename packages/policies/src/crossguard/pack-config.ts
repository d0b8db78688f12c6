import type { ConfiguredRule } from "../evaluation/evaluate";
import type { Exemption } from "../evaluation/exemptions";
import type { Rule } from "../authoring/rule";

/** The property of a policy's configuration that holds what is exempt from it; no option of a rule is called so. */
export const EXEMPTIONS = "exemptions";

/** What a pack takes for one policy. */
export interface PackRuleConfig {
  readonly enforcementLevel: "mandatory" | "advisory" | "remediate" | "disabled";
  readonly [EXEMPTIONS]?: readonly Omit<Exemption, "rule">[];
  readonly [option: string]: unknown;
}

/** The configuration of a CrossGuard pack with all of `rules` that applies them as `policies` says. */
export function packConfig(
  rules: readonly Rule[],
  policies: readonly ConfiguredRule[],
  exemptions: readonly Exemption[],
): Readonly<Record<string, PackRuleConfig>> {
  const configured = new Map(policies.map((policy) => [policy.rule.id, policy]));
  return Object.fromEntries(
    rules.map(({ id }): [string, PackRuleConfig] => {
      const policy = configured.get(id);
      if (policy === undefined) return [id, { enforcementLevel: "disabled" }];
      const own = exemptions
        .filter(({ rule }) => rule === id)
        .map(({ resource, reason, owner, expires }) => ({ resource, reason, owner, expires }));
      const enforcementLevel = policy.remediate === true ? "remediate" : policy.level;
      return [id, { enforcementLevel, ...policy.options, ...(own.length > 0 && { [EXEMPTIONS]: own }) }];
    }),
  );
}
