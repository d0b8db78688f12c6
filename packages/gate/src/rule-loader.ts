import type { ConfiguredRule } from "@roadbed/policies";
import { CommandError } from "./exit-codes";

/** The settings of the rules are wrong: a fault of the whole run, not of one stack. */
export class RuleSettingsError extends CommandError {}

/**
 * Loads the rules of a preset at the first call and not before.
 *
 * @returns a function that throws a RuleSettingsError if there is no such preset
 */
export function ruleLoader(preset: string): () => Promise<readonly ConfiguredRule[]> {
  let loading: Promise<readonly ConfiguredRule[]> | undefined;
  return () => (loading ??= load(preset));
}

async function load(preset: string): Promise<readonly ConfiguredRule[]> {
  const { configure, rules, SettingsError } = await import("@roadbed/policies");
  try {
    return configure(rules, { preset });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new RuleSettingsError("usage", error.problems.join(" "), { cause: error });
  }
}
