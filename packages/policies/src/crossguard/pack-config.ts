import type { ConfiguredRule } from "../evaluation/configured-rule";
import type { Exemption } from "../evaluation/exemptions";
import { isPackable, type Rule } from "../authoring/rule";

/** The property of a policy configuration that contains exemptions. No rule has an option of this name. */
export const EXEMPTIONS = "exemptions";

/** The configuration of one policy of a pack. */
export interface PackRuleConfig {
  readonly enforcementLevel: "mandatory" | "advisory" | "remediate" | "disabled";
  readonly [EXEMPTIONS]?: readonly Omit<Exemption, "rule">[];
  readonly [option: string]: unknown;
}

/** Returns the configuration that gives the `rules` of a policy pack the levels, options, and exemptions of `policies`. */
export function packConfig(
  rules: readonly Rule[],
  policies: readonly ConfiguredRule[],
  exemptions: readonly Exemption[],
): Readonly<Record<string, PackRuleConfig>> {
  const configured = new Map(policies.map((policy) => [policy.rule.id, policy]));
  return Object.fromEntries(
    rules.filter(isPackable).map(({ id }): [string, PackRuleConfig] => {
      const policy = configured.get(id);
      if (policy === undefined) return [id, { enforcementLevel: "disabled" }];
      const ruleExemptions = exemptions
        .filter(({ rule }) => rule === id)
        .map(({ resource, reason, owner, expires }) => ({ resource, reason, owner, expires }));
      const enforcementLevel = policy.remediate === true ? "remediate" : policy.level;
      return [
        id,
        { enforcementLevel, ...policy.options, ...(ruleExemptions.length > 0 && { [EXEMPTIONS]: ruleExemptions }) },
      ];
    }),
  );
}
