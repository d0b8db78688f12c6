import type { Plan, Properties } from "@roadbed/plan";
import type { ResourceGraph } from "../graph/graph";
import type { CheckedResource } from "../kernel/checked-resource";
import type { PropertyChange } from "../kernel/patch";
import type { RuleMeta, Topic } from "../model/rule-meta";
import type { Options, OptionValues } from "../model/rule-options";
import type { RuleResult } from "../model/rule-result";

/**
 * A rule as everything but its author sees it. None of these types depends on a cloud SDK, so evaluating rules does not
 * require one.
 */
export type Rule = ResourceRule | StackRule;

/** A resource in an example. */
export interface Example {
  readonly type: string;
  readonly inputs: Properties;
}

interface RuleBase<E> extends RuleMeta {
  readonly topic: Topic;
  readonly options: Options;
  /** The resource types as declared, without their aliases. */
  readonly types: readonly string[];
  readonly examples: { readonly pass: readonly E[]; readonly fail: readonly E[] };
}

/** A rule that evaluates one resource at a time. */
export interface ResourceRule extends RuleBase<Example> {
  readonly kind: "resource";
  /** Whether the existence of the resource is the violation. Such a rule reads nothing and has no passing example. */
  readonly forbids: boolean;
  /** Evaluates a resource. Never throws. With `trace`, the result lists what was read. */
  readonly evaluate: (resource: CheckedResource, options: OptionValues, trace?: boolean) => RuleResult;
  /** Returns the changes that remove the known violations; none if there are none. Throws only for errors in the rule. */
  readonly fix?: (resource: CheckedResource, options: OptionValues) => readonly PropertyChange[];
}

/** A rule that evaluates the resources of a stack together. */
export interface StackRule extends RuleBase<Plan> {
  readonly kind: "stack";
  /** Evaluates a stack. Never throws. With `trace`, the result lists what was read. */
  readonly evaluate: (graph: ResourceGraph, options: OptionValues, trace?: boolean) => RuleResult;
}
