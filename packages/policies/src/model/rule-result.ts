import type { Urn } from "@roadbed/plan";

/** What one rule reports for one resource or one stack. */
export interface RuleResult {
  /** The known violations. */
  readonly violations: readonly Violation[];
  /** The reasons why further violations are possible. */
  readonly undecided: readonly UndecidedReason[];
  /** Unknown values that are assumed to be set, because the check only tests whether they are set. */
  readonly assumed: readonly InputLocation[];
  /** The locations that the check read. Empty unless tracing was requested. */
  readonly reads: readonly InputRead[];
  /** The error that the check threw. */
  readonly error?: RuleError;
}

/** A location in the inputs of a resource. */
export interface InputLocation {
  /** A path such as `ingress[1].cidrBlocks[0]`, or the empty string for all inputs. */
  readonly path: string;
  /** The URN of the resource. Set by stack rules only. */
  readonly urn?: Urn;
}

/** A known breach of the rule. */
export interface Violation {
  /** A clause that contains no input values. */
  readonly message: string;
  /** The path of the violating value. */
  readonly path?: string;
  /** The URN of the violating resource. Set by rules that evaluate several resources. */
  readonly urn?: Urn;
  /** The URNs of other resources that the violation is about. Set by rules on changes only. */
  readonly relatedResources?: readonly Urn[];
  /** Whether the violation is about the stack rather than about one resource. Set by rules on changes only. */
  readonly isStackWide?: boolean;
  /** How to correct the program in this case. If absent, the remedy of the rule applies. */
  readonly remedy?: string;
  /** Code that implements the remedy. */
  readonly suggestion?: string;
}

/** A value that the check reads but that is not available. */
export interface UndecidedReason extends InputLocation {
  /**
   * `unknown`: the value is not known before the deployment. `unreadable`: the value is not a valid document. `absent`:
   * the inputs are a Kubernetes patch that omits the property. `missing`: the program ended before it had registered all
   * its resources, and the rule looks for one of them.
   */
  readonly cause: "unknown" | "unreadable" | "absent" | "missing";
  /** How to make the value known, or why it cannot be read, as a clause. */
  readonly hint?: string;
  /** The URN of the resource whose result is undecided. Set by stack rules only. */
  readonly subject?: Urn;
}

/** A location that a check read. */
export interface InputRead extends InputLocation {
  /** `presence`: the check only tested whether the property is set. */
  readonly kind: "value" | "presence";
}

/** An error that a check threw. */
export interface RuleError {
  /** A clause that contains no input values, so that it can be printed. */
  readonly message: string;
  /** The value that was thrown. It can contain input values, so reports must not print it. */
  readonly cause: unknown;
}
