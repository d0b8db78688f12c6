import { isUnknown, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { combine, type Alternatives } from "../alternatives";
import { TOO_COMPLEX, undecided } from "../compare-access-sets";
import type { AccessComparison } from "../comparison";
import { valueAt, type Facet } from "../facet";
import type { ReadContext } from "../grants";
import type { Constraint } from "../requests/constraint";
import { firstGrowth, type OrderedRule, type OrderedRules } from "../requests/first-match";
import { Budget, TooComplexError } from "../requests/too-complex";
import { canonicalForm, Holes, plainText } from "../values";

/** A rule of a list in which the rule with the lowest number decides. */
export interface NumberedRule {
  readonly at: string;
  readonly number: Value | undefined;
  readonly action: Value | undefined;
  /** The requests that the rule matches. */
  readonly parts: readonly Alternatives[];
  /** The input of the rule. */
  readonly source: Value;
}

/** The rules in a resource, and those that the service adds to them. */
export interface RuleLists {
  readonly at: string;
  readonly read: (inputs: Properties, context: ReadContext) => readonly NumberedRule[];
}

/** The steps that a comparison can take. */
const STEPS = 300_000;

/** Defines a facet of rules of which the first match decides. */
export const ruleList =
  ({ at, read }: RuleLists): Facet =>
  (before, after) => {
    const context = { holes: new Holes(), budget: new Budget(STEPS) };
    const readRules = (inputs: Properties | undefined) => (inputs === undefined ? [] : read(inputs, context));
    try {
      return compareLists(readRules(before), readRules(after), at, context.budget);
    } catch (error) {
      if (!(error instanceof TooComplexError)) throw error;
      return undecided(at, TOO_COMPLEX);
    }
  };

function compareLists(
  before: readonly NumberedRule[],
  after: readonly NumberedRule[],
  at: string,
  budget: Budget,
): AccessComparison {
  const formsOf = (rules: readonly NumberedRule[]) => new Set(rules.map(({ source }) => canonicalForm(source)));
  const [oldForms, currentForms] = [formsOf(before), formsOf(after)];
  const isUnchanged = oldForms.size === currentForms.size && [...oldForms].every((form) => currentForms.has(form));
  const [old, current] = [orderedRules(before, budget), orderedRules(after, budget)];
  if (old === undefined || current === undefined)
    return isUnchanged
      ? { verdict: "same", changes: [] }
      : undecided(at, "contains rules whose order or action is not known");
  const growth = firstGrowth(old, current, budget);
  if (growth === undefined)
    return { verdict: firstGrowth(current, old, budget) === undefined ? "same" : "narrower", changes: [] };
  const certain = firstGrowth(...assumeEqual(old, current), budget);
  if (certain === undefined) return undecided(growth.requestSet.at, "may allow more traffic");
  const change = { verdict: "broader", at: certain.requestSet.at, message: "allows more traffic" } as const;
  return { verdict: "broader", changes: [change] };
}

/** Returns both lists under the assumption that values that are not known are equal to values of the other version. */
function assumeEqual(before: OrderedRules, after: OrderedRules): readonly [OrderedRules, OrderedRules] {
  const flagsOf = (rules: OrderedRules) =>
    rules.flatMap(({ requestSet }) => requestSet.constraints.filter(isFlag).map(flagKey));
  const [old, current] = [new Set(flagsOf(before)), new Set(flagsOf(after))];
  return [withoutFlags(before, current, true), withoutFlags(after, old, false)];
}

/** Omits conditions that the other version does not contain, so that the rules allow as much or as little as possible. */
const withoutFlags = (rules: OrderedRules, others: ReadonlySet<string>, allowMost: boolean): OrderedRules =>
  rules.flatMap((rule) => {
    const isDoubtful = (constraint: Constraint) => isFlag(constraint) && !others.has(flagKey(constraint));
    if (!rule.requestSet.constraints.some(isDoubtful)) return [rule];
    if (rule.allows !== allowMost) return [];
    const constraints = rule.requestSet.constraints.filter((constraint) => !isDoubtful(constraint));
    return [{ ...rule, requestSet: { ...rule.requestSet, constraints } }];
  });

const isFlag = ({ term }: Constraint) => term.kind === "flag";
const flagKey = ({ subject, term }: Constraint) => `${subject} ${term.key}`;

/**
 * Defines a facet of the number of a rule that is a resource of its own. A rule with a lower number takes precedence over
 * other rules, which are not known.
 */
export const precedence =
  (path: string, allows: (inputs: Properties) => boolean): Facet =>
  (before, after) => {
    if (before === undefined || after === undefined) return { verdict: "same", changes: [] };
    const [oldValue, currentValue] = [valueAt(before, path) ?? null, valueAt(after, path) ?? null];
    if (canonicalForm(oldValue) === canonicalForm(currentValue)) return { verdict: "same", changes: [] };
    const [old, current] = [numberOf(oldValue), numberOf(currentValue)];
    const mayAllowMore = old === undefined || current === undefined || (allows(after) ? current < old : current > old);
    return mayAllowMore
      ? undecided(path, "changes the precedence of the rule, so that other rules may deny less traffic")
      : { verdict: "narrower", changes: [] };
  };

function numberOf(value: Value): number | undefined {
  const number = Number(plainText(value));
  return Number.isNaN(number) ? undefined : number;
}

/** Returns rules in their order, or undefined if the number or the action of a rule is not known. */
function orderedRules(rules: readonly NumberedRule[], budget: Budget): OrderedRules | undefined {
  const numbered: { readonly number: number; readonly rules: OrderedRules }[] = [];
  for (const { number: value, action: actionValue, parts, at } of rules) {
    const [number, action] = [unwrapSecret(value ?? null), unwrapSecret(actionValue ?? null)];
    if (isUnknown(number) || typeof action !== "string" || !Number.isFinite(Number(number))) return undefined;
    const allows = action.toLowerCase() === "allow";
    const ordered = combine(parts, budget).map((constraints): OrderedRule => ({
      requestSet: { at, constraints },
      allows,
    }));
    numbered.push({ number: Number(number), rules: ordered });
  }
  return numbered.toSorted((a, b) => a.number - b.number).flatMap((entry) => entry.rules);
}
