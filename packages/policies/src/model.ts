import type { Plan, Properties, Urn } from "@roadbed/plan";
import type { Severity } from "./finding";
import type { Graph } from "./graph";
import type { Change } from "./kernel/mend";
import type { Subject } from "./kernel/subject";

/**
 * Rules as everything but their authors sees them: no type in here depends on a cloud SDK, so that whoever evaluates
 * rules need not install one.
 */
export type Rule = ResourceRule | StackRule;

/** What a rule says of itself. */
export interface About {
  /** Names the service first and says what must hold: `ecr-tags-immutable`. Exemptions and settings refer to it. */
  readonly id: string;
  /** One line, without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  /** What the rule is about; presets select by it. @default "security" */
  readonly topic?: Topic;
  readonly controls?: Controls;
  /** What goes wrong without it, in one or two sentences. */
  readonly why: string;
  /** What to write instead, in Pulumi TypeScript. */
  readonly remedy: string;
  /** Rules that are violated at the same place whenever this one is: mending this mends them, so reports tell it once. */
  readonly implies?: readonly string[];
}

/** `customer-keys`: AWS encrypts as it is; a key of one's own says who decrypts, which not every organisation wants. */
export type Topic = "security" | "reliability" | "drift" | "customer-keys";

/** The frameworks whose controls rules name, each in the version named. */
export const FRAMEWORKS = [
  "aws-fsbp",
  "cis-aws-3.0",
  "cis-aws-4.0",
  "cis-eks-1.4",
  "pss-baseline",
  "pss-restricted",
] as const;
/** One of them. */
export type Framework = (typeof FRAMEWORKS)[number];

/** The controls of each framework that a violation of the rule violates. */
export type Controls = Readonly<Partial<Record<Framework, readonly [string, ...string[]]>>>;

/** The JSON schema of an option: the part of it that CrossGuard's `configSchema` and ours both check. */
export type OptionSchema =
  | { readonly type: "boolean" }
  | { readonly type: "integer"; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: "string"; readonly enum?: readonly string[] }
  | { readonly type: "array"; readonly items: OptionSchema };

/** A figure of a rule that is a choice. */
export interface Option<V> {
  readonly schema: OptionSchema;
  readonly default: V;
  /** One sentence for the documentation. */
  readonly describe: string;
}
/** The options of a rule, by name. */
export type Options = Readonly<Record<string, Option<unknown>>>;
/** What options are set to, by name. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** A resource as an example shows it. */
export interface Example {
  readonly type: string;
  readonly inputs: Properties;
}

interface Erased<E> extends About {
  readonly topic: Topic;
  readonly options: Options;
  /** The resource types as declared, without their twins. */
  readonly types: readonly string[];
  readonly examples: { readonly pass: readonly E[]; readonly fail: readonly E[] };
}

/** Judges one resource at a time. */
export interface ResourceRule extends Erased<Example> {
  readonly kind: "resource";
  /** The existence of the resource is the violation: there is nothing to read and no passing example. */
  readonly forbids: boolean;
  /** Never throws. With `trace`, the judgement lists what was read. */
  readonly judge: (subject: Subject, options: OptionValues, trace?: boolean) => Judgement;
  /** What to set so that known violations end; nothing where there are none. Throws only what is a fault of the rule. */
  readonly fix?: (subject: Subject, options: OptionValues) => readonly Change[];
}

/** Judges the resources of a stack together. */
export interface StackRule extends Erased<Plan> {
  readonly kind: "stack";
  /** Never throws. With `trace`, the judgement lists what was read. */
  readonly judge: (graph: Graph, options: OptionValues, trace?: boolean) => Judgement;
}

/** What a rule found. */
export interface Judgement {
  readonly violations: readonly Violation[];
  /** Why there may be violations beside those. */
  readonly undecided: readonly Doubt[];
  /** Unknown values that were taken to be set, because the check only asked whether they are. */
  readonly assumed: readonly Location[];
  readonly reads: readonly Read[];
  readonly error?: RuleError;
}

/** A place in the inputs of a resource. */
export interface Location {
  /** As `ingress[1].cidrBlocks[0]`; the empty text for the inputs as a whole. */
  readonly path: string;
  /** The resource that holds it, if the rule looks at several. */
  readonly urn?: Urn;
}

/** Something known that is wrong. */
export interface Violation {
  readonly message: string;
  readonly path?: string;
  /** The violating resource, of stack rules. */
  readonly urn?: Urn;
}

/** A value the check needed and could not have. */
export interface Doubt extends Location {
  /** `absent`: the inputs are a patch and do not say. `unreadable`: a document that is none. */
  readonly because: "unknown" | "unreadable" | "absent";
  /** What would make it known, as a sentence. */
  readonly hint?: string;
  /** The resource whose judgement is open, of stack rules. */
  readonly about?: Urn;
}

/** A place that a check looked at. */
export interface Read extends Location {
  /** `presence`: only whether it is set was asked. */
  readonly how: "value" | "presence";
}

/** How a rule failed itself. */
export interface RuleError {
  /** Safe to print: no value of the inputs is in it. */
  readonly message: string;
  /** What was thrown. May hold values: for the author of the rule, never for a report. */
  readonly cause: unknown;
}
