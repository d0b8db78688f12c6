import { closest } from "./closest";
import type { ConfiguredRule } from "./evaluate";
import type { Level } from "./finding";
import type { Rule } from "./model";
import { misfit } from "./options";
import { PRESETS } from "./presets";

/** How one rule is to be applied: a level, or a level (the preset's, if left out) and values of its options. */
export type RuleSetting = Level | "off" | { readonly level?: Level | "off"; readonly [option: string]: unknown };

export interface Settings {
  /** @default "baseline" */
  readonly preset?: string;
  /** By rule id; what the preset says holds for the others. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** `block`: what cannot be decided yet counts as much as a violation. @default "advise" */
  readonly undecided?: "advise" | "block";
}

/** Settings that cannot be applied. `problems` lists all of them, each as a sentence. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const LEVELS: readonly unknown[] = ["mandatory", "advisory", "off"];

/** The rules to apply, with their levels and options. Throws a SettingsError that names every problem. */
export function configure(rules: readonly Rule[], settings: Settings = {}): readonly ConfiguredRule[] {
  const { preset: presetName = "baseline", undecided = "advise" } = settings;
  const problems: string[] = [];
  const preset = Object.hasOwn(PRESETS, presetName) ? PRESETS[presetName] : undefined;
  if (!preset) problems.push(unknownName("preset", presetName, Object.keys(PRESETS)));
  if (!["advise", "block"].includes(undecided)) problems.push('undecided must be "advise" or "block".');

  const byId = new Map<string, Rule>();
  for (const rule of rules) {
    if (byId.has(rule.id)) problems.push(`Two rules are called ${rule.id}.`);
    byId.set(rule.id, rule);
  }
  const overrides = new Map(Object.entries(settings.rules ?? {}));
  for (const id of overrides.keys()) if (!byId.has(id)) problems.push(unknownName("rule", id, [...byId.keys()]));

  const configured = rules.flatMap((rule): readonly ConfiguredRule[] => {
    const { level = preset?.(rule), options } = resolve(rule, overrides.get(rule.id), problems);
    return level === undefined || level === "off" ? [] : [{ rule, level, options, undecided }];
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return configured;
}

interface Resolved {
  readonly level?: Level | "off";
  readonly options: Readonly<Record<string, unknown>>;
}

function resolve(rule: Rule, setting: RuleSetting | undefined, problems: string[]): Resolved {
  if (setting === undefined) return { options: {} };
  const asObject = typeof setting === "object" && (setting as unknown) !== null && !Array.isArray(setting);
  const { level, ...options } = asObject ? setting : { level: setting };
  if ((level !== undefined || !asObject) && !LEVELS.includes(level))
    problems.push(`The level of ${rule.id} must be "mandatory", "advisory" or "off".`);
  for (const [name, value] of Object.entries(options)) {
    const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    const fault = option && misfit(option.schema, value);
    if (!option) problems.push(unknownName(`option of ${rule.id}`, name, Object.keys(rule.options)));
    else if (fault) problems.push(`Option ${name} of ${rule.id} ${fault}.`);
  }
  return { ...(level !== undefined && { level: level as Level | "off" }), options };
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = closest(name, known);
  const hint =
    near.length > 0
      ? `; did you mean ${near.join(" or ")}?`
      : `; there ${known.length === 0 ? "is none" : `are ${known.length}`}.`;
  return `There is no ${what} called ${JSON.stringify(name)}${hint}`;
}
