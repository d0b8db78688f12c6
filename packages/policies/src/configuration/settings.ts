import type { ConfiguredRule } from "../evaluation/configured-rule";
import { PolicyLayersError, resolvePolicies } from "./policy-layers";
import type { Rule } from "../authoring/rule";
import type { RuleSetting, SettingIssue } from "./rule-setting";

/** Selects the rules to apply, and sets their levels and options. */
export interface RuleSettings {
  /**
   * The preset that selects the rules and their levels.
   *
   * @default "baseline"
   */
  readonly preset?: string;
  /** Settings by rule ID. The preset applies to all other rules. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /**
   * Whether undecided results block like violations (`block`) or are only reported (`advise`).
   *
   * @default "advise"
   */
  readonly undecided?: "advise" | "block";
}

/** Thrown for invalid settings. The message lists every issue. */
export class PolicySettingsError extends Error {
  /** The name of the error class. */
  override readonly name = "PolicySettingsError";

  /** The issues in all settings. */
  readonly issues: readonly SettingIssue[];

  constructor(issues: readonly SettingIssue[]) {
    super(issues.map(({ message }) => message).join("\n"));
    this.issues = issues;
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
  const issues = ids
    .filter((id, index) => ids.indexOf(id) < index)
    .map((id): SettingIssue => ({ path: [], message: `Two rules have the ID ${id}.` }));
  if (!["advise", "block"].includes(undecided))
    issues.push({
      path: ["undecided"],
      message: `undecided: expected "advise" or "block", got ${JSON.stringify(undecided)}.`,
    });
  try {
    const { policies } = resolvePolicies(rules, [settings], { stack: "", now: new Date() });
    if (issues.length === 0) return policies;
  } catch (error) {
    if (!(error instanceof PolicyLayersError)) throw error;
    issues.push(...error.issues.map(({ path, message }) => ({ path, message })));
  }
  throw new PolicySettingsError(issues);
}
