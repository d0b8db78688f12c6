import { unknownNameMessage } from "./suggestions";
import type { Level } from "../model/finding";
import type { Rule } from "../authoring/rule";
import type { OptionValues } from "../model/rule-options";
import { optionValueIssue } from "../authoring/option-builders";

/** How to apply one rule: a level, or an object with a level (default: that of the preset) and option values. */
export type RuleSetting = SettingLevel | { readonly level?: SettingLevel; readonly [option: string]: unknown };

/** The level in a setting. `remediate`: policy packs apply the fix of the rule and block what it does not fix. Elsewhere it means mandatory. */
export type SettingLevel = Level | "remediate" | "off";

/** An invalid setting. */
export interface SettingIssue {
  readonly path: readonly (string | number)[];
  /** A sentence. */
  readonly message: string;
}

interface ReadSetting {
  /** Undefined if the setting does not override the level of the preset. */
  readonly level: SettingLevel | undefined;
  readonly options: OptionValues;
  readonly issues: readonly SettingIssue[];
}

const LEVELS: readonly unknown[] = ["mandatory", "advisory", "off"];
const LEVELS_WITH_FIX: readonly unknown[] = ["remediate", ...LEVELS];

/** Whether policy packs can fix violations of the rule. */
export const isFixable = (rule: Rule): boolean => rule.kind === "resource" && rule.fix !== undefined;

/** Reads the setting of a rule. The paths of issues are relative to the setting. */
export function readSetting(rule: Rule, setting: unknown): ReadSetting {
  const isObject = typeof setting === "object" && setting !== null && !Array.isArray(setting);
  const { level, ...options } = (isObject ? setting : { level: setting }) as Readonly<Record<string, unknown>>;
  const issues: SettingIssue[] = [];
  if ((level !== undefined || !isObject) && !(isFixable(rule) ? LEVELS_WITH_FIX : LEVELS).includes(level))
    issues.push({ path: isObject ? ["level"] : [], message: levelIssue(rule, level) });
  for (const [name, value] of Object.entries(options)) {
    const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    const issue = option && optionValueIssue(option.schema, value);
    if (!option)
      issues.push({
        path: [name],
        message: `${rule.id}: ${unknownNameMessage("option", name, Object.keys(rule.options))}`,
      });
    else if (issue) issues.push({ path: [name], message: `Option ${name} of ${rule.id} ${issue}.` });
  }
  return { level: level as SettingLevel | undefined, options, issues };
}

function levelIssue(rule: Rule, level: unknown): string {
  if (isFixable(rule)) return `The level of ${rule.id} must be "mandatory", "advisory", "remediate" or "off".`;
  if (level === "remediate") return `The level of ${rule.id} cannot be "remediate", because the rule has no fix.`;
  return `The level of ${rule.id} must be "mandatory", "advisory" or "off".`;
}
