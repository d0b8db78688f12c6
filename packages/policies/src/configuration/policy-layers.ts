import { isDeepStrictEqual } from "node:util";
import type { PackSettings } from "@roadbed/plan/policy-packs";
import { unknownNameMessage } from "./suggestions";
import type { ConfiguredRule } from "../evaluation/configured-rule";
import type { Exemption } from "../evaluation/exemptions";
import { exemptionIssues } from "./exemption-issues";
import type { Rule } from "../authoring/rule";
import type { OptionValues } from "../model/rule-options";
import { changeRuleLevel, PRESETS } from "./presets";
import { readSetting, type RuleSetting, type SettingIssue, type SettingLevel } from "./rule-setting";
import { matchesWildcard } from "../evaluation/wildcard";

/** The rule settings of a file or of a group of stacks. */
export interface PolicySettings {
  /** The preset that selects the rules and their levels. */
  readonly preset?: string;
  /** Whether undecided results block. */
  readonly undecided?: "advise" | "block";
  /** Settings by rule ID. The preset applies to all other rules. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** Settings of policy packs, by the name of the pack. */
  readonly policyPacks?: PolicyPackSettings;
}

/** Settings of policy packs, by the name of the pack. */
export type PolicyPackSettings = Readonly<Record<string, PackSettings>>;

/** Settings for some stacks. */
export interface PolicyGroup extends PolicySettings {
  /** Patterns such as `project/stack`. `*` matches any number of characters. */
  readonly stacks: readonly string[];
}

/** The settings of one file. Later layers override earlier ones, as a repository overrides its organization. */
export interface PolicyLayer extends PolicySettings {
  /** The IDs of rules that later layers cannot weaken or exempt resources from. */
  readonly locked?: readonly string[];
  /** Groups of stacks. Their settings are applied in order, after the layer's own settings. */
  readonly groups?: readonly PolicyGroup[];
  /** The exemptions that the layer grants. */
  readonly exemptions?: readonly Exemption[];
  /**
   * Whether comments in the program can grant exemptions. Later layers cannot override `ignore`.
   *
   * @default "allow"
   */
  readonly exemptionsInCode?: "allow" | "ignore";
}

/** An invalid setting in a layer. */
export interface LayerIssue extends SettingIssue {
  /** The index of the layer. */
  readonly layer: number;
}

/** Thrown for invalid layers. */
export class PolicyLayersError extends Error {
  override readonly name = "PolicyLayersError";

  /** The issues in all layers. */
  readonly issues: readonly LayerIssue[];

  constructor(issues: readonly LayerIssue[]) {
    super(issues.map(({ message }) => message).join(" "));
    this.issues = issues;
  }
}

/** The combined settings of all layers for one stack. */
export interface ResolvedPolicies {
  readonly policies: readonly ConfiguredRule[];
  readonly exemptions: readonly Exemption[];
  /** The IDs of rules that do not allow exemptions. */
  readonly locked: ReadonlySet<string>;
  /** Whether comments in the program can grant exemptions. */
  readonly exemptionsInCode: "allow" | "ignore";
  /** The settings of policy packs. Later elements override earlier ones. */
  readonly packSettings: readonly PolicyPackSettings[];
}

/** The stack for which layers are combined. */
export interface ResolutionOptions {
  /** The stack, such as `project/stack`. */
  readonly stack: string;
  /** The time from which the maximum exemption duration is counted. */
  readonly now: Date;
  /**
   * Whether presets include the level of rules on changes that block with `--strict`. Settings override the level.
   *
   * @default false
   */
  readonly strict?: boolean;
}

interface Effective {
  readonly level: SettingLevel;
  readonly options: OptionValues;
  readonly undecided: "advise" | "block";
}

type ByRule = ReadonlyMap<string, Effective>;

/**
 * Combines layers into the policies for one stack.
 *
 * @param layers - the layers, the most general first; if none sets a preset, `baseline` applies
 * @throws PolicyLayersError that lists every invalid setting of every layer
 */
export function resolvePolicies(
  rules: readonly Rule[],
  layers: readonly PolicyLayer[],
  { stack, now, strict = false }: ResolutionOptions,
): ResolvedPolicies {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const issues: LayerIssue[] = [];
  const locked = new Set<string>();
  const exemptions: Exemption[] = [];
  const packSettings: PolicyPackSettings[] = [];
  let exemptionsInCode: ResolvedPolicies["exemptionsInCode"] = "allow";
  let effective: ByRule = preset(rules, "baseline", strict);
  for (const [index, layer] of layers.entries()) {
    const layerIssues = issuesInLayer(layer, known, locked, now);
    const before = effective;
    for (const step of [layer, ...(layer.groups ?? []).filter((group) => matchesStack(group, stack))]) {
      if (layerIssues.length === 0) effective = enforceLocks(before, apply(step, rules, effective, strict), locked);
      if (step.policyPacks !== undefined) packSettings.push(step.policyPacks);
    }
    layerIssues.push(...lockIssues(layer, rules, before, locked));
    if (exemptionsInCode === "ignore" && layer.exemptionsInCode === "allow") layerIssues.push(CANNOT_ALLOW);
    exemptionsInCode = layer.exemptionsInCode ?? exemptionsInCode;
    issues.push(...layerIssues.map((issue) => ({ layer: index, ...issue })));
    for (const rule of layer.locked ?? []) locked.add(rule);
    exemptions.push(...(layer.exemptions ?? []));
  }
  if (issues.length > 0) throw new PolicyLayersError(issues);
  const policies = rules.flatMap((rule): ConfiguredRule[] => {
    const { level = "off", options = {}, undecided = "advise" } = effective.get(rule.id) ?? {};
    if (level === "off") return [];
    return level === "remediate"
      ? [{ rule, level: "mandatory", remediate: true, options, undecided }]
      : [{ rule, level, options, undecided }];
  });
  return { policies, exemptions, locked, exemptionsInCode, packSettings };
}

const CANNOT_ALLOW: SettingIssue = {
  path: ["exemptionsInCode"],
  message: 'Expected "ignore", which a file that this file extends sets, got "allow".',
};

const matchesStack = ({ stacks }: PolicyGroup, stack: string): boolean =>
  stacks.some((pattern) => matchesWildcard(pattern, stack));

function preset(rules: readonly Rule[], name: string, strict: boolean, before?: ByRule): ByRule {
  const levelOf = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  return new Map(
    rules.map((rule) => {
      const { options = {}, undecided = "advise" } = before?.get(rule.id) ?? {};
      const level = strict && rule.kind === "change" ? changeRuleLevel(rule, true) : levelOf?.(rule);
      return [rule.id, { level: level ?? "off", options, undecided }];
    }),
  );
}

function apply(settings: PolicySettings, rules: readonly Rule[], before: ByRule, strict: boolean): ByRule {
  const after = new Map(settings.preset === undefined ? before : preset(rules, settings.preset, strict, before));
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

/** Returns the settings after a layer, with the locked rules restored that the layer would weaken. */
function enforceLocks(before: ByRule, after: ByRule, locked: ReadonlySet<string>): ByRule {
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
    // Keeps the locked option values, because it is unknown whether other values are stricter.
    options: old.options,
    undecided: old.undecided === "block" ? "block" : now.undecided,
  };
}

function issuesInLayer(
  layer: PolicyLayer,
  known: ReadonlyMap<string, Rule>,
  locked: ReadonlySet<string>,
  now: Date,
): SettingIssue[] {
  const ids = [...known.keys()];
  const groups = firstIssues(layer.groups ?? [], (group, index) => settingsIssues(group, known, ["groups", index]));
  const lockNameIssues = firstIssues(layer.locked ?? [], (id, index) =>
    known.has(id) ? [] : [{ path: ["locked", index], message: unknownNameMessage("rule", id, ids) }],
  );
  const invalidExemptions = firstIssues(layer.exemptions ?? [], (exemption, index) =>
    exemptionIssues(exemption, ["exemptions", index], { rules: ids, locked, now }),
  );
  return [...settingsIssues(layer, known, []), ...groups, ...lockNameIssues, ...invalidExemptions];
}

/** The maximum number of issues of one kind. Each issue can require a slow search for similar names. */
const MAX_ISSUES = 20;

function firstIssues<Item>(
  items: readonly Item[],
  issuesOf: (item: Item, index: number) => readonly SettingIssue[],
): SettingIssue[] {
  const issues: SettingIssue[] = [];
  for (const [index, item] of items.entries()) {
    if (issues.length >= MAX_ISSUES) break;
    issues.push(...issuesOf(item, index));
  }
  return issues;
}

function settingsIssues(
  { preset: name, rules = {} }: PolicySettings,
  known: ReadonlyMap<string, Rule>,
  at: SettingIssue["path"],
): readonly SettingIssue[] {
  const issues = firstIssues(Object.entries(rules), ([id, setting]) => {
    const rule = known.get(id);
    const path = [...at, "rules", id];
    if (rule === undefined) return [{ path, message: unknownNameMessage("rule", id, [...known.keys()]) }];
    return readSetting(rule, setting).issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  });
  if (name === undefined || Object.hasOwn(PRESETS, name)) return issues;
  return [{ path: [...at, "preset"], message: unknownNameMessage("preset", name, Object.keys(PRESETS)) }, ...issues];
}

/** Returns an issue for each setting that would weaken a locked rule. Weaker presets are valid, because locks override them. */
function lockIssues(
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
      const keepsOptions = isDeepStrictEqual({ ...old.options, ...options }, old.options);
      if (keepsOptions && !isWeaker(old.level, level)) return [];
      const restriction = keepsOptions
        ? `its level cannot be ${JSON.stringify(level)}`
        : "its options cannot be changed";
      return [{ path: [...at, "rules", rule.id], message: `${rule.id} is locked, so ${restriction}.` }];
    }),
  );
}
