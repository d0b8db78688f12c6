import { unknownNameMessage } from "./suggestions";
import type { Level } from "../model/finding";
import type { Rule } from "../authoring/rule";
import type { OptionValues } from "../model/rule-options";
import { optionValueIssue } from "../authoring/option-builders";

/** How one rule is to be applied: a level, or a level (the preset's, if left out) and values of its options. */
export type RuleSetting = SettingLevel | { readonly level?: SettingLevel; readonly [option: string]: unknown };

/** `remediate`: packs set what the rule's fix says, and block what that does not make right; elsewhere it is mandatory. */
export type SettingLevel = Level | "remediate" | "off";

/** What is wrong in settings, and where. */
export interface SettingIssue {
  readonly path: readonly (string | number)[];
  /** A sentence. */
  readonly message: string;
}

interface ReadSetting {
  /** Undefined if the setting leaves it to the preset. */
  readonly level: SettingLevel | undefined;
  readonly options: OptionValues;
  readonly issues: readonly SettingIssue[];
}

const LEVELS: readonly unknown[] = ["mandatory", "advisory", "off"];
const LEVELS_OF_FIXABLE: readonly unknown[] = ["remediate", ...LEVELS];

/** Whether a pack can make right what the rule finds. */
export const isFixable = (rule: Rule): boolean => rule.kind === "resource" && rule.fix !== undefined;

/** Reads what a user wrote for a rule. Paths of its faults begin in the setting. */
export function readSetting(rule: Rule, setting: unknown): ReadSetting {
  const isObject = typeof setting === "object" && setting !== null && !Array.isArray(setting);
  const { level, ...options } = (isObject ? setting : { level: setting }) as Readonly<Record<string, unknown>>;
  const faults: SettingIssue[] = [];
  if ((level !== undefined || !isObject) && !(isFixable(rule) ? LEVELS_OF_FIXABLE : LEVELS).includes(level))
    faults.push({ path: isObject ? ["level"] : [], message: levelFault(rule, level) });
  for (const [name, value] of Object.entries(options)) {
    const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    const fault = option && optionValueIssue(option.schema, value);
    if (!option)
      faults.push({
        path: [name],
        message: unknownNameMessage(`option of ${rule.id}`, name, Object.keys(rule.options)),
      });
    else if (fault) faults.push({ path: [name], message: `Option ${name} of ${rule.id} ${fault}.` });
  }
  return { level: level as SettingLevel | undefined, options, issues: faults };
}

function levelFault(rule: Rule, level: unknown): string {
  if (isFixable(rule)) return `The level of ${rule.id} must be "mandatory", "advisory", "remediate" or "off".`;
  if (level === "remediate")
    return `${rule.id} has no fix that a pack could apply, so its level cannot be "remediate".`;
  return `The level of ${rule.id} must be "mandatory", "advisory" or "off".`;
}
