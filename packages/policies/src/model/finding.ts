import type { SourcePosition, Urn } from "@roadbed/plan";

/** How much a violation matters. */
export type Severity = "critical" | "high" | "medium" | "low";

/** `off` is not a level: a rule that is off is not evaluated. */
export type Level = "mandatory" | "advisory";

/** What one rule says of one resource. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: Level;
  /** `undecided`: the rule read a value that is not known yet. `error`: the rule itself failed; never counts as a pass. */
  readonly kind: "violation" | "undecided" | "error";
  readonly urn: Urn;
  readonly type: string;
  /** One sentence without values: those are read from the plan, redacted, by whoever prints the finding. */
  readonly message: string;
  /** Where in the inputs, as `ingress[1].cidrBlocks[0]`. */
  readonly path?: string;
  /** Paths of unknown values that were taken to be set. */
  readonly assumed: readonly string[];
  readonly remedy: string;
  /** The rule whose violation at the same place is what makes this one: mending that mends this. */
  readonly impliedBy?: string;
  /** The line that registered the resource. */
  readonly source?: SourcePosition;
}

/** What all rules say of a plan. */
export interface Evaluation {
  readonly findings: readonly Finding[];
  /** How many rules were evaluated, and how many (rule, resource) pairs. */
  readonly rules: number;
  readonly pairs: number;
  readonly undecidedPairs: number;
}
