/** A failed expectation about a rule. */
export interface RuleTestFailure {
  /** The example, such as `fail[0]`. Absent for failures that do not concern a single example. */
  readonly example?: string;
  /** The path in the inputs that was varied. */
  readonly path?: string;
  /** What was expected and what happened. */
  readonly message: string;
}
