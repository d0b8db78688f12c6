import { unknownNameMessage } from "./suggestions";
import type { Level } from "../model/finding";
import type { Rule } from "../authoring/rule";
import type { OptionValues } from "../model/rule-options";
import { optionValueIssue } from "../authoring/option-builders";

/** The setting of one rule: a level, or an object with option values and optionally a level. */
export type RuleSetting = SettingLevel | { readonly level?: SettingLevel; readonly [option: string]: unknown };

/**
 * The level in a setting. With `remediate`, policy packs apply the rule's fix, and violations that the fix does not remove
 * block the deployment. Outside policy packs, `remediate` means `mandatory`.
 */
export type SettingLevel = Level | "remediate" | "off";

/** An invalid setting. */
export interface SettingIssue {
  /** The location in the settings, such as `["rules", "rds-backups", "minimumDays"]`. */
  readonly path: readonly (string | number)[];
  /** What is wrong and how to correct it, as a sentence. */
  readonly message: string;
}

interface ReadSetting {
  /** Undefined if the setting does not override the preset's level. */
  readonly level: SettingLevel | undefined;
  readonly options: OptionValues;
  readonly issues: readonly SettingIssue[];
}

const LEVELS: readonly unknown[] = ["mandatory", "advisory", "off"];
const LEVELS_WITH_FIX: readonly unknown[] = ["remediate", ...LEVELS];

/** Whether the rule has a fix that policy packs can apply. */
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
    else if (issue) issues.push({ path: [name], message: `${rule.id}: Option "${name}": ${issue}.` });
  }
  return { level: level as SettingLevel | undefined, options, issues };
}

function levelIssue(rule: Rule, level: unknown): string {
  if (level === "remediate") return `The level of ${rule.id} cannot be "remediate", because the rule has no fix.`;
  const levels = isFixable(rule)
    ? '"mandatory", "advisory", "remediate", or "off"'
    : '"mandatory", "advisory", or "off"';
  return `${rule.id}: Expected the level ${levels}, got ${JSON.stringify(level)}.`;
}
