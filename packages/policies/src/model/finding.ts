import type { SourcePosition, Urn } from "@roadbed/plan";

/** How much a violation matters. */
export type Severity = "critical" | "high" | "medium" | "low";

/** How a finding counts. `off` is not a level: a rule that is off is not evaluated. */
export type Level = "mandatory" | "advisory";

/** What one rule reports for one resource. */
export interface Finding {
  /** The ID of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: Level;
  /** `undecided`: the rule read an unknown value. `error`: the check threw an error, which never counts as a pass. */
  readonly kind: "violation" | "undecided" | "error";
  readonly urn: Urn;
  readonly type: string;
  /** One clause without input values. Reports read the values from the plan and redact them. */
  readonly message: string;
  /** A path in the inputs, such as `ingress[1].cidrBlocks[0]`. */
  readonly path?: string;
  /** Paths of unknown values that were assumed to be set. */
  readonly assumed: readonly string[];
  readonly remedy: string;
  /** The broader rule whose violation at the same path includes this one. */
  readonly impliedBy?: string;
  /** The line that registered the resource. */
  readonly source?: SourcePosition;
}

/** The result of all rules for a plan. */
export interface Evaluation {
  readonly findings: readonly Finding[];
  /** The number of rules that were evaluated. `pairs` counts (rule, resource) pairs. */
  readonly rules: number;
  readonly pairs: number;
  readonly undecidedPairs: number;
}
