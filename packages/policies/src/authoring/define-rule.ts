import { CheckRun } from "../kernel/check-session";
import type { CheckedResource, ViewReader } from "../kernel/checked-resource";
import type { Patch } from "../kernel/patch";
import { toProperties } from "../kernel/plain-values";
import { canonicalType } from "../kernel/resource-types";
import type { CheckResult } from "../kernel/check-result";
import { checkItems } from "../kernel/run-check";
import type { RuleMeta } from "../model/rule-meta";
import type { Options, OptionValues } from "../model/rule-options";
import type { View } from "./define-view";
import { fixResource } from "./fix-resource";
import { inferPaths } from "./infer-paths";
import { withOptionDefaults } from "./option-defaults";
import type { InputsOf, TypeToken } from "./resource-type-tokens";
import type { Example, ExampleOptions, ResourceRule } from "./rule";
import {
  exampleOptionsOf,
  metaOf,
  type NonEmpty,
  type NoOptions,
  type ValuesOf,
  type WithExamples,
} from "./rule-definition";

/** The options and the resource that a check receives in addition to the inputs. */
export interface CheckContext<O extends Options> {
  /** The values of the rule's options. */
  readonly options: ValuesOf<O>;
  /** The resource whose inputs are checked. */
  readonly resource: {
    readonly urn: string;
    readonly name: string;
    readonly type: string;
    readonly protect: boolean | undefined;
    readonly ignoreChanges: readonly string[];
  };
}

/** What a fix function can return other than plain properties. */
export type FixResult = Patch | readonly Patch[] | false | undefined;

/** The definition of a rule on the inputs of one resource type. */
export interface RuleDefinition<T extends string, O extends Options> extends RuleMeta, WithExamples<InputsOf<T>> {
  /** The type token of the resource type. */
  readonly on: T & TypeToken<T>;
  /** The rule's options, by name. */
  readonly options?: O;
  /** Returns the issues in the inputs. */
  readonly check: (props: InputsOf<T>, context: CheckContext<O>) => CheckResult;
  /**
   * The properties whose values remove the violation, or a function that returns these properties for violating inputs.
   * Setting a property must not replace the resource. Only policy packs apply fixes, and only at the level `remediate`.
   */
  readonly fix?: InputsOf<T> | ((props: InputsOf<T>, context: CheckContext<O>) => InputsOf<T> | FixResult);
}

/** An example of a rule on a view: a type token, inputs of that type, and optionally resource options. */
export type TypedExample<T extends string> = {
  readonly [K in T]: readonly [type: K, props: InputsOf<K>, options?: ExampleOptions];
}[T];

/** The definition of a rule on the items of a view. */
export interface ViewRuleDefinition<Item, T extends string, O extends Options>
  extends RuleMeta, WithExamples<TypedExample<T>> {
  /** The view whose items the rule checks. */
  readonly on: View<Item, T>;
  /** The rule's options, by name. */
  readonly options?: O;
  /** Returns the issues in one item. */
  readonly check: (item: Item, context: CheckContext<O>) => CheckResult;
  /**
   * The item's properties whose values remove the violation, or a function that returns these properties or patches to
   * objects that the check read.
   */
  readonly fix?: Partial<Item> | ((item: Item, context: CheckContext<O>) => Partial<Item> | FixResult);
}

/** The definition of a rule that forbids a resource type. */
export interface ForbiddenResourceDefinition<T extends string> extends RuleMeta {
  /** The type token of the forbidden resource type. */
  readonly on: T & TypeToken<T>;
  /** The violation's message. */
  readonly message: string;
  /** Example inputs of the forbidden type. */
  readonly examples: { readonly fail: NonEmpty<InputsOf<T>> };
}

/** Defines a rule on the inputs of one resource type. The type token determines the type of the inputs. */
export function defineRule<const T extends string, O extends Options = NoOptions>(
  rule: RuleDefinition<T, O>,
): ResourceRule {
  return createResourceRule({
    ...rule,
    readers: { [rule.on]: allInputs },
    check: rule.check as UntypedCheck,
    examples: () => ({
      pass: rule.examples.pass.map((inputs) => toExample(rule.on, inputs)),
      fail: rule.examples.fail.map((inputs) => toExample(rule.on, inputs)),
      ...exampleOptionsOf(rule),
    }),
  });
}

/** Defines a rule on the items of a view. Each example names its resource type. */
export function defineViewRule<Item, T extends string, O extends Options = NoOptions>(
  rule: ViewRuleDefinition<Item, T, O>,
): ResourceRule {
  return createResourceRule({
    ...rule,
    readers: rule.on.readers as Readonly<Record<string, ViewReader>>,
    check: rule.check as UntypedCheck,
    examples: () => ({
      pass: rule.examples.pass.map(([type, inputs, options]) => toExample(type, inputs, options)),
      fail: rule.examples.fail.map(([type, inputs, options]) => toExample(type, inputs, options)),
      ...exampleOptionsOf(rule),
    }),
  });
}

/** Defines a rule that forbids a resource type. */
export function forbidResource<const T extends string>(rule: ForbiddenResourceDefinition<T>): ResourceRule {
  return createResourceRule({
    ...rule,
    forbids: true,
    readers: { [rule.on]: allInputs },
    check: () => rule.message,
    examples: () => ({ pass: [], fail: rule.examples.fail.map((inputs) => toExample(rule.on, inputs)) }),
  });
}

/** Returns all inputs of a resource as one item. */
export const allInputs: ViewReader = (inputs) => [inputs];
/** Converts the plain inputs of an example to property values. */
export const toExample = (type: string, inputs: unknown, options?: ExampleOptions): Example => ({
  type,
  inputs: toProperties(inputs),
  ...(options && { options }),
});

type UntypedCheck = (item: unknown, context: { readonly options: OptionValues; readonly resource: unknown }) => unknown;

/** The definition of a rule whose resource types are known only at run time. */
export interface UntypedRuleDefinition extends RuleMeta {
  readonly forbids?: boolean;
  readonly readsSecretMarks?: boolean;
  readonly readers: Readonly<Record<string, ViewReader>>;
  readonly options?: Options;
  readonly check: UntypedCheck;
  readonly fix?: unknown;
  readonly examples: () => ResourceRule["examples"];
}

/** Creates a rule without type checking, for factories whose resource types are parameters. */
export function createResourceRule(rule: UntypedRuleDefinition): ResourceRule {
  const readers = new Map(Object.entries(rule.readers).map(([type, read]) => [canonicalType(type), read]));
  const withDefaults = withOptionDefaults(rule.options);
  const { check, fix } = rule;
  let examples: ResourceRule["examples"] | undefined;
  return Object.freeze({
    ...metaOf(rule),
    kind: "resource",
    forbidsResource: rule.forbids ?? false,
    readsSecretMarks: rule.readsSecretMarks ?? false,
    types: Object.keys(rule.readers),
    // Examples are created on demand, because every run loads hundreds of rules, but only tests and documentation read them.
    get examples() {
      return (examples ??= rule.examples());
    },
    evaluate(resource, options, trace = false) {
      const reader = readers.get(resource.form.type);
      if (reader === undefined) throw new Error(`The rule ${rule.id} does not apply to ${resource.form.type}.`);
      const context = contextOf(resource, withDefaults(options));
      return inferPaths(trace, (tracing) =>
        checkItems(
          new CheckRun(tracing, resource.form.partial),
          () => resource.itemsOf(reader),
          (item) => check(item, context),
        ),
      );
    },
    ...(fix !== undefined && {
      fix: (resource: CheckedResource, options: OptionValues) =>
        fixResource(fix, {
          resource,
          reader: readers.get(resource.form.type),
          check,
          context: contextOf(resource, withDefaults(options)),
        }),
    }),
  } satisfies ResourceRule);
}

function contextOf({ info }: CheckedResource, options: OptionValues) {
  const { urn, name, type, protect, ignoreChanges = [] } = info;
  return { options, resource: { urn, name, type, protect, ignoreChanges } };
}
