import type { Plan, Properties, ResourceOptions, Step } from "@roadbed/plan";
import type { PlannedChanges } from "../changes/planned-changes";
import type { ResourceGraph } from "../graph/graph";
import type { CheckedResource } from "../kernel/checked-resource";
import type { PropertyChange } from "../kernel/patch";
import type { RuleMeta, Topic } from "../model/rule-meta";
import type { Options, OptionValues } from "../model/rule-options";
import type { RuleResult } from "../model/rule-result";

/**
 * A rule that can be configured, evaluated, and documented. These types do not depend on a cloud SDK, so evaluating rules
 * does not require one.
 */
export type Rule = ResourceRule | StackRule | PlanRule | ChangeRule;

/** A resource in an example of a resource rule. */
export interface Example {
  /** The type token of the resource. */
  readonly type: string;
  /** The inputs of the resource. */
  readonly inputs: Properties;
  /** The resource options that checks receive. */
  readonly options?: ExampleOptions;
}

/** The options of a resource in an example of a resource rule. */
export type ExampleOptions = Pick<ResourceOptions, "protect" | "ignoreChanges">;

/** The properties that all rules have in common. */
interface RuleBase<E> extends RuleMeta {
  /** What the rule protects. */
  readonly topic: Topic;
  /** Whether the preset `baseline` contains the rule. */
  readonly recommended: boolean;
  /** The rule's options, by name. */
  readonly options: Options;
  /** The resource types as declared, without their aliases. */
  readonly types: readonly string[];
  /** Examples that pass the rule, and examples that violate it. */
  readonly examples: {
    readonly pass: readonly E[];
    readonly fail: readonly E[];
    /** Option values for the examples, if the rule reports nothing with its defaults. */
    readonly options?: OptionValues;
  };
}

/** A rule that evaluates one resource at a time. */
export interface ResourceRule extends RuleBase<Example> {
  /** Distinguishes resource rules from stack rules. */
  readonly kind: "resource";
  /** Whether the resource type itself is forbidden. Such a rule reads no inputs and has no passing example. */
  readonly forbidsResource: boolean;
  /** Whether the rule reads which values are marked as secret. CrossGuard does not pass the marks, so packs omit the rule. */
  readonly readsSecretMarks: boolean;
  /** Evaluates a resource. Never throws. With `trace`, the result lists the locations that the check read. */
  readonly evaluate: (resource: CheckedResource, options: OptionValues, trace?: boolean) => RuleResult;
  /** Returns the changes that remove the known violations, or an empty array. Throws only if the fix has a bug. */
  readonly fix?: (resource: CheckedResource, options: OptionValues) => readonly PropertyChange[];
}

/** A rule that evaluates all resources of a stack. */
export interface StackRule extends RuleBase<Plan> {
  /** Distinguishes stack rules from resource rules. */
  readonly kind: "stack";
  /** Evaluates a stack. Never throws. With `trace`, the result lists the locations that the check read. */
  readonly evaluate: (graph: ResourceGraph, options: OptionValues, trace?: boolean) => RuleResult;
}

/**
 * A rule that evaluates a plan, with data that policy packs do not receive, such as the secrets of the configuration. Only
 * `roadbed check` and `evaluate` evaluate it. Policy packs do not contain it.
 */
export interface PlanRule extends RuleBase<Plan> {
  /** Distinguishes plan rules from rules that policy packs contain. */
  readonly kind: "plan";
  /** Whether a plan contains the data that the rule evaluates. The rule is not evaluated for other plans. */
  readonly appliesTo: (plan: Plan) => boolean;
  /** Evaluates a plan. Never throws. */
  readonly evaluate: (plan: Plan, options: OptionValues) => RuleResult;
}

/** When an issue of a rule on changes blocks the change: always, with `--strict` or the preset `strict`, or never. */
export type ChangeRuleBlocking = "always" | "strict" | "never";

/** An example of a rule on changes: a stack before and after a change of its program. */
export interface ChangeExample {
  /** The plan before the change. */
  readonly before: Plan;
  /** The plan after the change. Its resources have the same URN as before the change if they have the same type and name. */
  readonly after: Plan;
  /** The steps of the deployment. @default the steps that result from comparing the plans */
  readonly steps?: readonly Step[];
}

/** A rule that evaluates what a deployment changes. Policy packs do not contain it. */
export interface ChangeRule extends RuleBase<ChangeExample> {
  /** Distinguishes rules on changes from rules on the resources themselves. */
  readonly kind: "change";
  /** When an issue blocks the change. */
  readonly blocks: ChangeRuleBlocking;
  /** Whether an approval of an issue covers all inputs rather than the input that the issue names. */
  readonly coversAllInputs: boolean;
  /** Evaluates the changes of a plan. Never throws. */
  readonly evaluate: (changes: PlannedChanges, options: OptionValues) => RuleResult;
}

/** A rule that CrossGuard passes all data to that the rule reads, so that policy packs can contain it. */
export type PackableRule = StackRule | (ResourceRule & { readonly readsSecretMarks: false });

/** Whether a policy pack can contain a rule. */
export const isPackable = (rule: Rule): rule is PackableRule =>
  rule.kind === "stack" || (rule.kind === "resource" && !rule.readsSecretMarks);
