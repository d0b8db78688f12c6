/**
 * The rules and presets, the functions to define your own rules, and the evaluator. This entry point does not load
 * `@pulumi/policy` or a cloud SDK. `RoadbedPack` is exported by `@roadbed/policies/pack`.
 */
export { rules } from "./catalog";

// Defining rules
export {
  defineRule,
  defineViewRule,
  forbidResource,
  type CheckContext,
  type FixResult,
  type ForbiddenResourceDefinition,
  type RuleDefinition,
  type TypedExample,
  type ViewRuleDefinition,
} from "./authoring/define-rule";
export {
  defineStackRule,
  type Graph,
  type GraphResource,
  type StackRuleDefinition,
  type UntypedGraphResource,
} from "./authoring/define-stack-rule";
export { definePlanRule, type PlanIssue, type PlanRuleDefinition } from "./authoring/define-plan-rule";
export { defineChangeRule, type ChangeIssue, type ChangeRuleDefinition } from "./authoring/define-change-rule";
export { examplePlan, exampleId, exampleLookup, type ExampleResource } from "./authoring/example-plan";
export { defineView, deriveView, mergeViews, type View } from "./authoring/define-view";
export {
  booleanOption,
  enumOption,
  integerListOption,
  integerOption,
  stringListOption,
  type IntegerBounds,
} from "./authoring/option-builders";
export type { NoOptions, NonEmpty, ValuesOf, WithExamples } from "./authoring/rule-definition";
export type { DeepReadonlyPartial, InputsOf, ResourceTypes, TypeToken } from "./authoring/resource-type-tokens";
export {
  isPackable,
  type ChangeExample,
  type ChangeRule,
  type ChangeRuleBlocking,
  type Example,
  type ExampleOptions,
  type PackableRule,
  type PlanRule,
  type ResourceRule,
  type Rule,
  type StackRule,
} from "./authoring/rule";
export type { Change, ChangeOperation } from "./changes/change";
export { PlannedChanges } from "./changes/planned-changes";
export type { GraphNode, ReferenceMatch, ResourceReference } from "./graph/graph";
export { allOf, anyOf, entries, isNotEmpty, listOf, renameProperties, type OneOrMany } from "./kernel/connectives";
export { patch, addMissing, type Patch, type PropertyChange } from "./kernel/patch";
export type { CheckResult, Issue, StackIssue } from "./kernel/check-result";

// Evaluating rules
export { configure, PolicySettingsError, type RuleSettings } from "./configuration/settings";
export { PRESETS, type Preset } from "./configuration/presets";
export type { RuleSetting, SettingIssue, SettingLevel } from "./configuration/rule-setting";
export { evaluate } from "./evaluation/evaluate";
export { evaluateChanges, type ChangeEvaluation } from "./evaluation/evaluate-changes";
export type { ConfiguredRule } from "./evaluation/configured-rule";
export {
  applyExemptions,
  EXPIRED_EXEMPTION_RULE,
  type ExemptedEvaluation,
  type ExemptedFinding,
  type Exemption,
} from "./evaluation/exemptions";
export type { Evaluation, Finding, FindingChange, Level, Severity } from "./model/finding";
export { FRAMEWORKS, type Controls, type Framework, type RuleMeta, type Topic } from "./model/rule-meta";
export type { Option, Options, OptionSchema, OptionValues } from "./model/rule-options";
export type { InputLocation, InputRead, RuleError, RuleResult, UndecidedReason, Violation } from "./model/rule-result";
