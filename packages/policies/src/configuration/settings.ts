import type { ConfiguredRule } from "../evaluation/evaluate";
import { PolicyLayersError, resolvePolicies } from "./policy-layers";
import type { Rule } from "../authoring/rule";
import type { RuleSetting } from "./rule-setting";

/** Which rules are on, and how. */
export interface RuleSettings {
  /** @default "baseline" */
  readonly preset?: string;
  /** By rule id; what the preset says holds for the others. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** `block`: what cannot be decided yet counts as much as a violation. @default "advise" */
  readonly undecided?: "advise" | "block";
}

/** Settings that cannot be applied. `problems` lists all of them, each as a sentence. */
export class PolicySettingsError extends Error {
  override readonly name = "SettingsError";

  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** The rules to apply, with their levels and options. Throws a SettingsError that names every problem. */
export function configure(rules: readonly Rule[], settings: RuleSettings = {}): readonly ConfiguredRule[] {
  const { undecided = "advise" } = settings;
  const ids = rules.map(({ id }) => id);
  const problems = ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `Two rules are called ${id}.`);
  if (!["advise", "block"].includes(undecided)) problems.push('undecided must be "advise" or "block".');
  try {
    const { policies } = resolvePolicies(rules, [settings], { stack: "", now: new Date() });
    if (problems.length === 0) return policies;
  } catch (error) {
    if (!(error instanceof PolicyLayersError)) throw error;
    problems.push(...error.issues.map(({ message }) => message));
  }
  throw new PolicySettingsError(problems);
}
