import type { ConfiguredRule } from "../evaluation/configured-rule";
import { PolicyLayersError, resolvePolicies } from "./policy-layers";
import type { Rule } from "../authoring/rule";
import type { RuleSetting } from "./rule-setting";

/** Which rules to apply, and how. */
export interface RuleSettings {
  /** @default "baseline" */
  readonly preset?: string;
  /** Settings by rule ID. The preset applies to all other rules. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** `block`: undecided results count like violations. @default "advise" */
  readonly undecided?: "advise" | "block";
}

/** Thrown for invalid settings. `problems` lists all of them, each as a sentence. */
export class PolicySettingsError extends Error {
  override readonly name = "PolicySettingsError";

  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/**
 * Returns the rules to apply, with their levels and options.
 *
 * @throws PolicySettingsError that lists every invalid setting
 */
export function configure(rules: readonly Rule[], settings: RuleSettings = {}): readonly ConfiguredRule[] {
  const { undecided = "advise" } = settings;
  const ids = rules.map(({ id }) => id);
  const problems = ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `Two rules have the ID ${id}.`);
  if (!["advise", "block"].includes(undecided)) problems.push('undecided: expected "advise" or "block".');
  try {
    const { policies } = resolvePolicies(rules, [settings], { stack: "", now: new Date() });
    if (problems.length === 0) return policies;
  } catch (error) {
    if (!(error instanceof PolicyLayersError)) throw error;
    problems.push(...error.issues.map(({ message }) => message));
  }
  throw new PolicySettingsError(problems);
}
