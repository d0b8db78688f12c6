import type { Urn } from "@roadbed/plan";

/** What one rule reports for one resource, or for the resources of a stack. */
export interface RuleResult {
  readonly violations: readonly Violation[];
  /** Why further violations are possible. */
  readonly undecided: readonly UndecidedReason[];
  /** Unknown values that were assumed to be set, because the check only asked whether they are. */
  readonly assumed: readonly Location[];
  /** What the check read. Filled only if tracing was requested. */
  readonly reads: readonly Read[];
  readonly error?: RuleError;
}

/** A location in the inputs of a resource. */
export interface Location {
  /** A path such as `ingress[1].cidrBlocks[0]`. The empty string stands for the inputs as a whole. */
  readonly path: string;
  /** The resource, if the rule inspects several. */
  readonly urn?: Urn;
}

/** A known breach of the rule. */
export interface Violation {
  readonly message: string;
  readonly path?: string;
  /** The violating resource. Set by stack rules only. */
  readonly urn?: Urn;
}

/** A value that the check needed but that is not available. */
export interface UndecidedReason extends Location {
  /**
   * `unknown`: the value is not known before the deployment. `unreadable`: the value is not a valid document. `absent`:
   * the inputs are a patch that does not mention the property.
   */
  readonly cause: "unknown" | "unreadable" | "absent";
  /** How to make the value known, as a sentence. */
  readonly hint?: string;
  /** The resource whose result is undecided. Set by stack rules only. */
  readonly subject?: Urn;
}

/** A location that a check read. */
export interface Read extends Location {
  /** `presence`: the check only asked whether the property is set. */
  readonly how: "value" | "presence";
}

/** An error that a check threw. */
export interface RuleError {
  /** Safe to print: it contains no input values. */
  readonly message: string;
  /** The value that was thrown. It may contain input values, so it is for the author of the rule, never for a report. */
  readonly cause: unknown;
}
