import type { Plan } from "@roadbed/plan";
import { CheckRun } from "../kernel/check-session";
import type { StackIssue } from "../kernel/check-result";
import { checkStack } from "../kernel/run-check";
import type { RuleMeta } from "../model/rule-meta";
import type { Options } from "../model/rule-options";
import { withOptionDefaults } from "./option-defaults";
import type { PlanRule } from "./rule";
import { metaOf, type NoOptions, type ValuesOf, type WithExamples } from "./rule-definition";

/** An issue in a plan. The path is a string, because the check reads the plan without views. */
export type PlanIssue = Omit<StackIssue, "at"> & {
  /** A path in the inputs of `resource`. */
  readonly at?: string;
};

/** The definition of a rule on a plan. */
export interface PlanRuleDefinition<O extends Options> extends RuleMeta, WithExamples<Plan> {
  /**
   * The resource types that the rule is about.
   *
   * @default none, if the rule is about resources of all types
   */
  readonly types?: readonly string[];
  /** Whether a plan contains the data that the rule evaluates. The rule is not evaluated for other plans. */
  readonly appliesTo: (plan: Plan) => boolean;
  /** The rule's options, by name. */
  readonly options?: O;
  /** Returns the issues in the plan. Their resources are resources of the plan. */
  readonly check: (plan: Plan, context: { readonly options: ValuesOf<O> }) => readonly PlanIssue[];
}

/** Defines a rule on data of a plan that policy packs do not receive. Only `roadbed check` and `evaluate` evaluate it. */
export function definePlanRule<O extends Options = NoOptions>(rule: PlanRuleDefinition<O>): PlanRule {
  const withDefaults = withOptionDefaults(rule.options);
  return Object.freeze({
    ...metaOf(rule),
    kind: "plan",
    types: rule.types ?? [],
    examples: rule.examples,
    appliesTo: rule.appliesTo,
    evaluate: (plan, options) =>
      checkStack(new CheckRun(false, false), () => rule.check(plan, { options: withDefaults(options) as ValuesOf<O> })),
  } satisfies PlanRule);
}
