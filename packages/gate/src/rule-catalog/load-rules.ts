import type { Preset, Rule } from "@roadbed/policies";
import { entryOf, type RuleEntry } from "./rule-entry";
import type { UnknownName } from "./rule-selection";

/** All rules, with their documentation and the presets. */
export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly entries: readonly RuleEntry[];
  readonly presets: Readonly<Record<string, Preset>>;
  readonly unknownName: UnknownName;
}

/** Loads all rules on demand, because loading them takes time. */
export async function loadRules(): Promise<LoadedRules> {
  const { isPackable, rules, PRESETS } = await import("@roadbed/policies");
  const { exampleFix, unknownNameMessage } = await import("@roadbed/policies/internal");
  const entries = rules.map((rule) =>
    entryOf(rule, { presets: PRESETS, fix: exampleFix(rule), packable: isPackable(rule) }),
  );
  return { rules, entries, presets: PRESETS, unknownName: unknownNameMessage };
}
