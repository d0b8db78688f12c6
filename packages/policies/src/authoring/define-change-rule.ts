import type { Urn } from "@roadbed/plan";
import type { Change } from "../changes/change";
import type { PlannedChanges } from "../changes/planned-changes";
import { describeErrorKind } from "../kernel/rule-result-builder";
import type { RuleMeta } from "../model/rule-meta";
import type { Options } from "../model/rule-options";
import type { RuleResult } from "../model/rule-result";
import { withOptionDefaults } from "./option-defaults";
import type { ChangeExample, ChangeRule, ChangeRuleBlocking } from "./rule";
import { metaOf, type NoOptions, type ValuesOf, type WithExamples } from "./rule-definition";

/** What a rule on changes reports. */
export interface ChangeIssue {
  /** The change that the issue is about. */
  readonly change: Pick<Change, "urn">;
  /** A clause that contains no input values. */
  readonly message: string;
  /** A path in the inputs of the resource, such as `ingress[1].cidrBlocks[0]`. */
  readonly at?: string;
  /** The URNs of other resources that the issue is about. */
  readonly relatedResources?: readonly Urn[];
  /** Whether the issue is about the stack, of which `change` and `relatedResources` are parts. @default false */
  readonly isStackWide?: boolean;
  /** How to correct the program in this case. @default the remedy of the rule */
  readonly remedy?: string;
  /** Code that implements the remedy, such as `aliases: [{ name: "old" }]`. */
  readonly suggestion?: string;
  /** Whether the issue depends on an unknown value. The result is then undecided. @default false */
  readonly undecided?: boolean;
}

/** The definition of a rule on changes. */
export interface ChangeRuleDefinition<O extends Options> extends Omit<RuleMeta, "topic">, WithExamples<ChangeExample> {
  /**
   * The resource types that the rule is about.
   *
   * @default none, if the rule is about resources of all types
   */
  readonly types?: readonly string[];
  /** When an issue blocks the change. */
  readonly blocks: ChangeRuleBlocking;
  /**
   * Whether an issue depends on several inputs, such as the addresses and ports of a rule. An approval then covers all
   * inputs except tags rather than the input that the issue names.
   *
   * @default false
   */
  readonly coversAllInputs?: boolean;
  /** The rule's options, by name. */
  readonly options?: O;
  /** Returns the issues of the changes. */
  readonly check: (
    changes: PlannedChanges,
    context: { readonly options: ValuesOf<O> },
  ) => readonly (ChangeIssue | false | undefined)[];
}

/**
 * Defines a rule on what a deployment changes, such as deletes and replacements. Only `roadbed check` and
 * `evaluateChanges` evaluate it, because policy packs receive neither deletes nor the prior state.
 */
export function defineChangeRule<O extends Options = NoOptions>(rule: ChangeRuleDefinition<O>): ChangeRule {
  const withDefaults = withOptionDefaults(rule.options);
  return Object.freeze({
    ...metaOf({ ...rule, topic: "changes" }),
    kind: "change",
    types: rule.types ?? [],
    examples: rule.examples,
    blocks: rule.blocks,
    coversAllInputs: rule.coversAllInputs ?? false,
    evaluate: (changes, options) =>
      resultOf(() => rule.check(changes, { options: withDefaults(options) as ValuesOf<O> })),
  } satisfies ChangeRule);
}

function resultOf(check: () => readonly (ChangeIssue | false | undefined)[]): RuleResult {
  const empty: RuleResult = { violations: [], undecided: [], assumed: [], reads: [] };
  try {
    const issues = check().filter((issue) => issue !== false && issue !== undefined);
    return {
      ...empty,
      violations: issues
        .filter(({ undecided }) => undecided !== true)
        .map(({ change, at, message, relatedResources, isStackWide, remedy, suggestion }) => ({
          ...{ message, urn: change.urn },
          ...(at !== undefined && { path: at }),
          ...(relatedResources !== undefined && relatedResources.length > 0 && { relatedResources }),
          ...(isStackWide === true && { isStackWide }),
          ...(remedy !== undefined && { remedy }),
          ...(suggestion !== undefined && { suggestion }),
        })),
      undecided: issues
        .filter(({ undecided }) => undecided === true)
        .map(({ change, at = "", message }) => ({ urn: change.urn, path: at, cause: "unknown", hint: message })),
    };
  } catch (cause) {
    return { ...empty, error: { message: `the check threw ${describeErrorKind(cause)}`, cause } };
  }
}
