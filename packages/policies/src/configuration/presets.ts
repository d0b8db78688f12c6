import type { Level } from "../model/finding";
import type { Rule } from "../authoring/rule";
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

/** The presets by name. Each preset selects rules by their metadata, so a new rule joins its presets automatically. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  baseline: (rule) => (rule.recommended ? bySeverity(rule) : undefined),
  strict: ({ topic }) => (topic === "customer-keys" ? undefined : "mandatory"),
  "customer-keys": ({ topic }) => (topic === "customer-keys" ? "mandatory" : undefined),
  drift: (rule) => (rule.topic === "drift" ? bySeverity(rule) : undefined),
  "kubernetes-baseline": inFramework("pss-baseline"),
  "kubernetes-restricted": inFramework("pss-baseline", "pss-restricted"),
  ...Object.fromEntries(FRAMEWORKS.map((framework) => [framework, inFramework(framework)])),
};
