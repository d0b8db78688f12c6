import { isList, UNKNOWN, type Resource, type Value } from "@roadbed/plan";
import { pathSteps } from "../kernel/input-path";
import type { RuleResult } from "../model/rule-result";
import { typeOf } from "./candidate-values";
import { withEdit, withInsertion, locationsIn, valueAt, type ValueLocation, type Steps } from "./edit-inputs";
import { outcomeOf, compareWithPolicy, evaluateRule, textOf, type RuleOutcome, type Trial } from "./trial";

/** An example with one thing unknown, and with known things in its place. */
export interface Variation {
  readonly path: string;
  /** What is unknown, in words. */
  readonly what: string;
  readonly unknown: readonly Resource[];
  readonly known: readonly Alternative[];
}

interface Alternative {
  readonly value: Value | undefined;
  readonly resources: readonly Resource[];
  /** The examples show such a value there. Of others an error says nothing about the rule. */
  readonly expected: boolean;
}

/** Every value that the example holds or the check read made unknown, and an unknown element at every place of a list. */
export function variationsOf(trial: Trial, judgement: RuleResult): readonly Variation[] {
  return spotsToVary(trial.resources, judgement).flatMap((spot) => [
    ...variation(trial, spot, spot.steps, "value", [undefined], (value) => withEdit(trial.resources, spot, value)),
    ...insertions(trial, spot),
  ]);
}

/** What the example holds and what the check read, present or not. */
function spotsToVary(resources: readonly Resource[], { reads }: RuleResult): readonly ValueLocation[] {
  const read = reads.flatMap(({ path, urn }): readonly ValueLocation[] => {
    const resource = urn === undefined ? 0 : resources.findIndex((one) => one.urn === urn);
    return path === "" || resource === -1 ? [] : [{ resource, steps: pathSteps(path) }];
  });
  return [...new Map([...locationsIn(resources), ...read].map((spot) => [JSON.stringify(spot), spot])).values()];
}

function insertions(trial: Trial, spot: ValueLocation): readonly Variation[] {
  const { resources } = trial;
  const list = valueAt(resources[spot.resource]?.inputs, spot.steps);
  if (!isList(list)) return [];
  return [...list, null].flatMap((_, index) =>
    variation(trial, spot, [...spot.steps, 0], "element of the list", [], (value) =>
      value === undefined ? undefined : withInsertion(resources, spot, index, value),
    ),
  );
}

function variation(
  { resources, domain }: Trial,
  spot: ValueLocation,
  pattern: Steps,
  what: string,
  more: readonly undefined[],
  change: (value: Value | undefined) => readonly Resource[] | undefined,
): readonly Variation[] {
  const blank = change(UNKNOWN);
  if (blank === undefined) return [];
  const type = typeOf(resources, spot.resource);
  const known = [...domain.at(type, pattern), ...more].flatMap((value): readonly Alternative[] => {
    const changed = change(value);
    const expected = value !== undefined && domain.expects(type, pattern, value);
    return changed === undefined ? [] : [{ value, resources: changed, expected }];
  });
  const owner = resources.length > 1 ? `${resources[spot.resource]?.name ?? ""}: ` : "";
  return [{ path: owner + spot.steps.join("."), what, unknown: blank, known }];
}

/** Judges a variation. An answer must be the one that every value gets; a violation that no value changes must be found. */
export function tryVariation(trial: Trial, { path, what, ...variation }: Variation, before: RuleOutcome): RuleOutcome {
  const { rule, fault } = trial;
  const judgement = evaluateRule(rule, variation.unknown);
  const answer = outcomeOf(judgement);
  if (answer === "error") fault(`throws on an unknown ${what}: ${textOf(judgement.error?.cause)}`, path);
  compareWithPolicy(trial, variation.unknown, judgement, path);

  // An unknown that was taken to be set may not turn out to be absent.
  const alternatives = variation.known.filter(({ value }) => value !== undefined || judgement.assumed.length === 0);
  const outcomes = alternatives.flatMap(({ value, resources, expected }) => {
    const got = outcomeOf(evaluateRule(rule, resources));
    return got === "error" && !expected ? [] : [{ value, got }];
  });
  const other = outcomes.find(({ got }) => got !== answer);
  if ((answer === "pass" || answer === "violation") && other)
    fault(
      `gives ${answer} with an unknown ${what}, but ${other.got} with ${other.value === undefined ? "none" : JSON.stringify(other.value)}`,
      path,
    );
  // Of a pass the same cannot be asked: examples seldom show every value that would make it fail.
  if (answer === "undecided" && before === "violation" && outcomes.every(({ got }) => got === before))
    fault(`an unknown ${what} hides a violation that no known one changes`, path);
  return answer;
}
