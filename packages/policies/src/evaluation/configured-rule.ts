import type { Rule } from "../authoring/rule";
import type { Level } from "../model/finding";
import type { OptionValues } from "../model/rule-options";

/** A rule and how to apply it. Returned by `configure`. */
export interface ConfiguredRule {
  readonly rule: Rule;
  readonly level: Level;
  /** Whether policy packs apply the fix of the rule before they evaluate it. The deployment then differs from the program. */
  readonly remediate?: boolean;
  /** Option values that differ from the defaults. */
  readonly options?: OptionValues;
  /**
   * `block`: a rule that only asks whether an unknown value is set is undecided, instead of assuming that it is.
   *
   * @default "advise"
   */
  readonly undecided?: "advise" | "block";
}
