import type { Operation, SourcePosition, Urn } from "@roadbed/plan";

/** How much a violation matters. */
export type Severity = "critical" | "high" | "medium" | "low";

/** How a finding counts. `off` is not a level, because a rule that is off is not evaluated. */
export type Level = "mandatory" | "advisory";

/** A violation, an undecided result, or a rule error, with its rule and resource. */
export interface Finding {
  /** The ID of the rule. */
  readonly rule: string;
  /** The title of the rule. */
  readonly title: string;
  /** The severity of the rule. */
  readonly severity: Severity;
  /** How the finding counts. */
  readonly level: Level;
  /** `undecided`: the result depends on an unknown value. `error`: the check threw an error, which never counts as a pass. */
  readonly kind: "violation" | "undecided" | "error";
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** A clause that contains no input values. Reports read the values from the plan and redact secrets. */
  readonly message: string;
  /** A path in the inputs, such as `ingress[1].cidrBlocks[0]`. */
  readonly path?: string;
  /** Paths of unknown values that were assumed to be set. */
  readonly assumed: readonly string[];
  /** How to correct the program. */
  readonly remedy: string;
  /** The ID of the broader rule whose violation at the same path includes this one. */
  readonly impliedBy?: string;
  /** The line that registered the resource. */
  readonly source?: SourcePosition;
  /** What the finding says about the change of the resource. Present for the findings of rules on changes. */
  readonly change?: FindingChange;
}

/** The change that a finding reports. */
export interface FindingChange {
  /** What the deployment does to the resource. */
  readonly operation: Operation;
  /** The URNs of other resources that the finding is about. */
  readonly relatedResources?: readonly Urn[];
  /** Whether the finding is about the stack, of which the resource and `relatedResources` are parts. @default false */
  readonly isStackWide?: boolean;
  /** Whether an approval covers all inputs rather than the input that the finding names. @default false */
  readonly coversAllInputs?: boolean;
  /** Code that implements the remedy, such as `aliases: [{ name: "old" }]`. */
  readonly suggestion?: string;
}

/** The result of all rules for a plan. */
export interface Evaluation {
  /** The findings of all rules. */
  readonly findings: readonly Finding[];
  /** The number of rules that were evaluated. */
  readonly ruleCount: number;
  /** The number of pairs of a rule and a resource that were evaluated. */
  readonly checkCount: number;
  /** The number of pairs whose result is undecided. */
  readonly undecidedCheckCount: number;
  /** The types of managed resources to which no rule applies, in alphabetical order. Providers are not listed. */
  readonly uncheckedTypes: readonly string[];
}
