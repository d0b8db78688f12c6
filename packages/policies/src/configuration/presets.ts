import type { Level } from "../model/finding";
import type { ChangeRule, Rule } from "../authoring/rule";
import { FRAMEWORKS, type Framework } from "../model/rule-meta";

/** Returns the level of a rule in the preset, or undefined if the preset does not include the rule. */
export type Preset = (rule: Rule) => Level | undefined;

const bySeverity: Preset = ({ severity, topic }) => {
  if (topic === "customer-keys") return undefined;
  return severity === "critical" || severity === "high" ? "mandatory" : "advisory";
};
const inFramework =
  (...frameworks: readonly Framework[]): Preset =>
  ({ controls }) =>
    frameworks.some((framework) => controls?.[framework] !== undefined) ? "mandatory" : undefined;

/** Returns the level of a rule on changes. */
export function changeRuleLevel({ blocks }: ChangeRule, isStrict: boolean): Level {
  return blocks === "always" || (blocks === "strict" && isStrict) ? "mandatory" : "advisory";
}

/** Returns a preset that also contains the rules on changes, which all presets have in common. */
const withChangeRules =
  (preset: Preset, isStrict = false): Preset =>
  (rule) =>
    rule.kind === "change" ? changeRuleLevel(rule, isStrict) : preset(rule);

/** The presets by name. Each preset selects rules by their metadata, so a new rule joins its presets automatically. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  baseline: withChangeRules((rule) => (rule.recommended ? bySeverity(rule) : undefined)),
  strict: withChangeRules(({ topic }) => (topic === "customer-keys" ? undefined : "mandatory"), true),
  "customer-keys": withChangeRules(({ topic }) => (topic === "customer-keys" ? "mandatory" : undefined)),
  drift: withChangeRules((rule) => (rule.topic === "drift" ? bySeverity(rule) : undefined)),
  "kubernetes-baseline": withChangeRules(inFramework("pss-baseline")),
  "kubernetes-restricted": withChangeRules(inFramework("pss-baseline", "pss-restricted")),
  ...Object.fromEntries(FRAMEWORKS.map((framework) => [framework, withChangeRules(inFramework(framework))])),
};
