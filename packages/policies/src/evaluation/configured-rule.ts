import type { Rule } from "../authoring/rule";
import type { Level } from "../model/finding";
import type { OptionValues } from "../model/rule-options";

/** A rule with its level and options, as `configure` returns it. */
export interface ConfiguredRule {
  /** The rule. */
  readonly rule: Rule;
  /** The level of violations. */
  readonly level: Level;
  /** Whether policy packs apply the rule's fix before they evaluate the rule. The deployment then differs from the program. */
  readonly remediate?: boolean;
  /** Option values that differ from the defaults. */
  readonly options?: OptionValues;
  /**
   * Whether undecided results block like violations. With `block`, a rule that only checks whether an unknown value is set is
   * undecided. With `advise`, the value is assumed to be set.
   *
   * @default "advise"
   */
  readonly undecided?: "advise" | "block";
}
