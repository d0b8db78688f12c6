import type { Preset, Rule } from "@roadbed/policies";
import { entryOf, type RuleEntry } from "./rule-entry";
import type { UnknownName } from "./rule-selection";

export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly entries: readonly RuleEntry[];
  readonly presets: Readonly<Record<string, Preset>>;
  readonly unknownName: UnknownName;
}

/** All rules; they are loaded when this is called, and not before. */
export async function loadRules(): Promise<LoadedRules> {
  const { exampleFix, rules, PRESETS, unknownName } = await import("@roadbed/policies");
  const entries = rules.map((rule) => entryOf(rule, PRESETS, exampleFix(rule)));
  return { rules, entries, presets: PRESETS, unknownName };
}
