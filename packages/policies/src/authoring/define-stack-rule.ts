import type { Plan, Urn } from "@roadbed/plan";
import type { GraphNode, ReferenceMatch, ResourceGraph, ResourceReference } from "../graph/graph";
import { CheckRun } from "../kernel/check-session";
import type { StackIssue } from "../kernel/check-result";
import { checkStack } from "../kernel/run-check";
import type { RuleMeta } from "../model/rule-meta";
import type { Options, OptionValues } from "../model/rule-options";
import { withOptionDefaults } from "./option-defaults";
import type { InputsOf, TypeToken } from "./resource-type-tokens";
import type { StackRule } from "./rule";
import { metaOf, type NonEmpty, type NoOptions, type ValuesOf, type WithExamples } from "./rule-definition";

/** A resource of the stack. */
export interface GraphResource<T extends string> extends GraphNode {
  /** The inputs of the resource as rules read them. */
  readonly props: InputsOf<T>;
}

/** A resource whose type is known only at run time. */
export interface UntypedGraphResource extends GraphNode {
  /** The inputs of the resource as rules read them. */
  readonly props: object;
}

/** The resources that the stack manages, and the references between them. */
export interface Graph {
  /** Returns the resources of a type, in order of registration. */
  byType<const T extends string>(type: T & TypeToken<T>): readonly GraphResource<T>[];
  /** Returns whether a property of `from` refers to `to`: "yes", "no", or "maybe" if that depends on an unknown value. */
  matchReference(from: ResourceReference, property: string, to: ResourceReference): ReferenceMatch;
  /** Returns whether a property of `from` refers to `to`. The result is undecided if it depends on an unknown value. */
  references(from: ResourceReference, property: string, to: ResourceReference): boolean;
  /** Returns whether a property is unknown and derived only from outputs of resources of a type. */
  isOutputOf<const T extends string>(from: ResourceReference, property: string, type: T & TypeToken<T>): boolean;
  /** Returns the URNs of the resources that a property comes from, as recorded by the program for top-level properties. */
  sourcesOf(from: ResourceReference, property: string): readonly Urn[];
  /** Returns the resources of a type whose property refers to `to`. */
  referrers<const T extends string>(
    to: ResourceReference,
    type: T & TypeToken<T>,
    property: string,
  ): readonly GraphResource<T>[];
  /** Returns the same as `byType`, for a type that is known only at run time. */
  byTypeToken(type: string): readonly UntypedGraphResource[];
  /** Returns the same as `referrers`, for a type that is known only at run time. */
  referrersByTypeToken(to: ResourceReference, type: string, property: string): readonly UntypedGraphResource[];
}

/** The definition of a rule on all resources of a stack. */
export interface StackRuleDefinition<O extends Options> extends RuleMeta, WithExamples<Plan> {
  /** The resource types that the rule applies to. The rule is not evaluated for stacks that contain none of them. */
  readonly types: NonEmpty<string>;
  /** The rule's options, by name. */
  readonly options?: O;
  /** Returns the issues in the stack. */
  readonly check: (
    graph: Graph,
    context: { readonly options: ValuesOf<O> },
  ) => readonly (StackIssue | false | undefined)[];
}

/** Defines a rule on all resources of a stack. */
export function defineStackRule<O extends Options = NoOptions>(rule: StackRuleDefinition<O>): StackRule {
  const withDefaults = withOptionDefaults(rule.options);
  const check = rule.check as (graph: ResourceGraph, context: { readonly options: OptionValues }) => unknown;
  return Object.freeze({
    ...metaOf(rule),
    kind: "stack",
    types: rule.types,
    examples: rule.examples,
    evaluate: (graph, options, trace = false) =>
      checkStack(new CheckRun(trace, false), () => check(graph, { options: withDefaults(options) })),
  } satisfies StackRule);
}
