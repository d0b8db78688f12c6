import { isDeepStrictEqual } from "node:util";
import { unknownNameMessage } from "./suggestions";
import type { ConfiguredRule } from "../evaluation/evaluate";
import type { Exemption } from "../evaluation/exemptions";
import { exemptionIssues } from "./exemption-issues";
import type { Rule } from "../authoring/rule";
import type { OptionValues } from "../model/rule-options";
import { PRESETS } from "./presets";
import { readSetting, type RuleSetting, type SettingIssue, type SettingLevel } from "./rule-setting";
import { matchesWildcard } from "../evaluation/wildcard";

/** What one file, or one group of stacks in it, says of the rules. */
export interface PolicySettings {
  readonly preset?: string;
  readonly undecided?: "advise" | "block";
  /** By rule id; what the preset says holds for the others. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** What is different for some stacks. */
export interface PolicyGroup extends PolicySettings {
  /** `project/stack`, in which `*` stands for any characters. */
  readonly stacks: readonly string[];
}

/** What one file says. Later layers say what is different, as a repository does from its organisation. */
export interface PolicyLayer extends PolicySettings {
  /** Rules that no later layer may weaken or exempt from. */
  readonly locked?: readonly string[];
  /** Applied after the layer's own settings, in their order. */
  readonly groups?: readonly PolicyGroup[];
  readonly exemptions?: readonly Exemption[];
  /** Whether comments in the program exempt too. Once it is `ignore`, later layers cannot allow it. @default "allow" */
  readonly exemptionsInCode?: "allow" | "ignore";
}

/** What is wrong in a layer, and where. */
export interface LayerIssue extends SettingIssue {
  /** Which layer, counted from 0. */
  readonly layer: number;
}

/** Layers that cannot be applied, with all that is wrong. */
export class PolicyLayersError extends Error {
  override readonly name = "PolicyLayersError";

  readonly issues: readonly LayerIssue[];

  constructor(issues: readonly LayerIssue[]) {
    super(issues.map(({ message }) => message).join(" "));
    this.issues = issues;
  }
}

/** What all layers say together, for one stack. */
export interface ResolvedPolicies {
  readonly policies: readonly ConfiguredRule[];
  readonly exemptions: readonly Exemption[];
  /** Rules that nothing is exempt from. */
  readonly locked: ReadonlySet<string>;
  /** Whether comments in the program exempt too. */
  readonly exemptionsInCode: "allow" | "ignore";
}

interface Effective {
  readonly level: SettingLevel;
  readonly options: OptionValues;
  readonly undecided: "advise" | "block";
}

type ByRule = ReadonlyMap<string, Effective>;

/**
 * What layers say together of the rules for one stack.
 *
 * @param layers the most general first; without a preset in any, `baseline` holds
 * @param stack as `project/stack`
 * @param now decides how far ahead an exemption may reach
 * @throws LayerError with every fault of every layer
 */
export function resolvePolicies(
  rules: readonly Rule[],
  layers: readonly PolicyLayer[],
  { stack, now }: { readonly stack: string; readonly now: Date },
): ResolvedPolicies {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const faults: LayerIssue[] = [];
  const locked = new Set<string>();
  const exemptions: Exemption[] = [];
  let exemptionsInCode: ResolvedPolicies["exemptionsInCode"] = "allow";
  let effective: ByRule = preset(rules, "baseline", undefined);
  for (const [index, layer] of layers.entries()) {
    const found = layerFaults(layer, known, locked, now);
    const before = effective;
    for (const step of [layer, ...(layer.groups ?? []).filter((group) => concerns(group, stack))])
      if (found.length === 0) effective = hold(before, apply(step, rules, effective), locked);
    found.push(...lockFaults(layer, rules, before, locked));
    if (exemptionsInCode === "ignore" && layer.exemptionsInCode === "allow") found.push(STAYS_IGNORED);
    exemptionsInCode = layer.exemptionsInCode ?? exemptionsInCode;
    faults.push(...found.map((fault) => ({ layer: index, ...fault })));
    for (const rule of layer.locked ?? []) locked.add(rule);
    exemptions.push(...(layer.exemptions ?? []));
  }
  if (faults.length > 0) throw new PolicyLayersError(faults);
  const policies = rules.flatMap((rule): ConfiguredRule[] => {
    const { level = "off", options = {}, undecided = "advise" } = effective.get(rule.id) ?? {};
    if (level === "off") return [];
    return level === "remediate"
      ? [{ rule, level: "mandatory", remediate: true, options, undecided }]
      : [{ rule, level, options, undecided }];
  });
  return { policies, exemptions, locked, exemptionsInCode };
}

const STAYS_IGNORED: SettingIssue = {
  path: ["exemptionsInCode"],
  message: "A file whose settings this one takes over says ignore, and that stays.",
};

const concerns = ({ stacks }: PolicyGroup, stack: string): boolean =>
  stacks.some((pattern) => matchesWildcard(pattern, stack));

function preset(rules: readonly Rule[], name: string, before: ByRule | undefined): ByRule {
  const levelOf = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  return new Map(
    rules.map((rule) => {
      const { options = {}, undecided = "advise" } = before?.get(rule.id) ?? {};
      return [rule.id, { level: levelOf?.(rule) ?? "off", options, undecided }];
    }),
  );
}

function apply(settings: PolicySettings, rules: readonly Rule[], before: ByRule): ByRule {
  const after = new Map(settings.preset === undefined ? before : preset(rules, settings.preset, before));
  for (const rule of rules) {
    const old = after.get(rule.id);
    if (old === undefined) continue;
    const setting = readSetting(rule, Object.hasOwn(settings.rules ?? {}, rule.id) ? settings.rules?.[rule.id] : {});
    after.set(rule.id, {
      level: setting.level ?? old.level,
      options: { ...old.options, ...setting.options },
      undecided: settings.undecided ?? old.undecided,
    });
  }
  return after;
}

/** Locked rules stay what they were where they would become weaker. */
function hold(before: ByRule, after: ByRule, locked: ReadonlySet<string>): ByRule {
  return new Map(
    [...after].map(([id, now]) => {
      const old = before.get(id);
      return [id, old !== undefined && locked.has(id) ? stricter(old, now) : now];
    }),
  );
}

const STRICTNESS: readonly Effective["level"][] = ["off", "advisory", "remediate", "mandatory"];
const isWeaker = (old: Effective["level"], now: Effective["level"]): boolean =>
  STRICTNESS.indexOf(now) < STRICTNESS.indexOf(old);

function stricter(old: Effective, now: Effective): Effective {
  return {
    level: isWeaker(old.level, now.level) ? old.level : now.level,
    // Which of two values is the stricter only the rule's author could say.
    options: old.options,
    undecided: old.undecided === "block" ? "block" : now.undecided,
  };
}

function layerFaults(
  layer: PolicyLayer,
  known: ReadonlyMap<string, Rule>,
  locked: ReadonlySet<string>,
  now: Date,
): SettingIssue[] {
  const ids = [...known.keys()];
  const groups = firstFaults(layer.groups ?? [], (group, index) => settingsFaults(group, known, ["groups", index]));
  const unlockable = firstFaults(layer.locked ?? [], (id, index) =>
    known.has(id) ? [] : [{ path: ["locked", index], message: unknownNameMessage("rule", id, ids) }],
  );
  const exempting = firstFaults(layer.exemptions ?? [], (exemption, index) =>
    exemptionIssues(exemption, ["exemptions", index], { rules: ids, locked, now }),
  );
  return [...settingsFaults(layer, known, []), ...groups, ...unlockable, ...exempting];
}

/** Of one kind: near misses are dear, and nobody reads hundreds. */
const MOST_FAULTS = 20;

function firstFaults<Item>(
  items: readonly Item[],
  faultsOf: (item: Item, index: number) => readonly SettingIssue[],
): SettingIssue[] {
  const faults: SettingIssue[] = [];
  for (const [index, item] of items.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    faults.push(...faultsOf(item, index));
  }
  return faults;
}

function settingsFaults(
  { preset: name, rules = {} }: PolicySettings,
  known: ReadonlyMap<string, Rule>,
  at: SettingIssue["path"],
): readonly SettingIssue[] {
  const faults = firstFaults(Object.entries(rules), ([id, setting]) => {
    const rule = known.get(id);
    const path = [...at, "rules", id];
    if (rule === undefined) return [{ path, message: unknownNameMessage("rule", id, [...known.keys()]) }];
    return readSetting(rule, setting).issues.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
  });
  if (name === undefined || Object.hasOwn(PRESETS, name)) return faults;
  return [{ path: [...at, "preset"], message: unknownNameMessage("preset", name, Object.keys(PRESETS)) }, ...faults];
}

/** What a layer says of locked rules by name, and may not. What only its preset would weaken stays without a word. */
function lockFaults(
  layer: PolicyLayer,
  rules: readonly Rule[],
  before: ByRule,
  locked: ReadonlySet<string>,
): readonly SettingIssue[] {
  const groups = (layer.groups ?? []).map((group, index) => [group, ["groups", index]] as const);
  const steps = [[layer, []] as const, ...groups];
  return steps.flatMap(([settings, at]) =>
    rules.flatMap((rule): readonly SettingIssue[] => {
      const old = before.get(rule.id);
      if (!locked.has(rule.id) || old === undefined || !Object.hasOwn(settings.rules ?? {}, rule.id)) return [];
      const { level = old.level, options } = readSetting(rule, settings.rules?.[rule.id]);
      const same = isDeepStrictEqual({ ...old.options, ...options }, old.options);
      if (same && !isWeaker(old.level, level)) return [];
      const what = same ? `its level cannot become ${level}` : "its options stay as they are";
      return [{ path: [...at, "rules", rule.id], message: `${rule.id} is locked: ${what}.` }];
    }),
  );
}
