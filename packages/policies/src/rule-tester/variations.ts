import { isList, UNKNOWN, type Resource, type Value } from "@roadbed/plan";
import { pathSteps } from "../kernel/input-path";
import type { RuleResult } from "../model/rule-result";
import { typeOf } from "./candidate-values";
import { withEdit, withInsertion, locationsIn, valueAt, type ValueLocation, type Steps } from "./edit-inputs";
import {
  outcomeOf,
  compareWithPolicy,
  evaluateRule,
  causeMessage,
  type RuleOutcome,
  type ExampleTest,
} from "./example-test";

/** An example with one unknown value, and the same example with known values in its place. */
export interface Variation {
  readonly path: string;
  /** The noun for what is unknown: "value" or "array element". */
  readonly subject: string;
  readonly unknown: readonly Resource[];
  readonly known: readonly Alternative[];
}

interface Alternative {
  readonly value: Value | undefined;
  readonly resources: readonly Resource[];
  /** Whether the examples contain a value of this kind at the location. For other values, an error is not a failure of the rule. */
  readonly expected: boolean;
}

/** Returns variations in which a value of the example, a value that was read, or an added array element is unknown. */
export function variationsOf(test: ExampleTest, result: RuleResult): readonly Variation[] {
  return locationsToVary(test.resources, result).flatMap((location) => [
    ...variation(test, location, location.steps, "value", [undefined], (value) =>
      withEdit(test.resources, location, value),
    ),
    ...insertions(test, location),
  ]);
}

/** Returns the locations in the example and those that the check read, including absent properties. */
function locationsToVary(resources: readonly Resource[], { reads }: RuleResult): readonly ValueLocation[] {
  const read = reads.flatMap(({ path, urn }): readonly ValueLocation[] => {
    const resource = urn === undefined ? 0 : resources.findIndex((candidate) => candidate.urn === urn);
    return path === "" || resource === -1 ? [] : [{ resource, steps: pathSteps(path) }];
  });
  return [
    ...new Map([...locationsIn(resources), ...read].map((location) => [JSON.stringify(location), location])).values(),
  ];
}

function insertions(test: ExampleTest, location: ValueLocation): readonly Variation[] {
  const { resources } = test;
  const list = valueAt(resources[location.resource]?.inputs, location.steps);
  if (!isList(list)) return [];
  return [...list, null].flatMap((_, index) =>
    variation(test, location, [...location.steps, 0], "array element", [], (value) =>
      value === undefined ? undefined : withInsertion(resources, location, index, value),
    ),
  );
}

function variation(
  { resources, candidates }: ExampleTest,
  location: ValueLocation,
  pattern: Steps,
  subject: string,
  more: readonly undefined[],
  change: (value: Value | undefined) => readonly Resource[] | undefined,
): readonly Variation[] {
  const unknownVariant = change(UNKNOWN);
  if (unknownVariant === undefined) return [];
  const type = typeOf(resources, location.resource);
  const known = [...candidates.at(type, pattern), ...more].flatMap((value): readonly Alternative[] => {
    const changed = change(value);
    const expected = value !== undefined && candidates.expects(type, pattern, value);
    return changed === undefined ? [] : [{ value, resources: changed, expected }];
  });
  const owner = resources.length > 1 ? `${resources[location.resource]?.name ?? ""}: ` : "";
  return [{ path: owner + location.steps.join("."), subject, unknown: unknownVariant, known }];
}

/**
 * Tests a variation and returns its outcome. If the outcome is known despite the unknown value, every known value must lead
 * to the same outcome. If every known value leads to a violation, the unknown value must not hide the violation.
 */
export function testVariation(
  test: ExampleTest,
  { path, subject, ...variation }: Variation,
  before: RuleOutcome,
): RuleOutcome {
  const { rule, addFailure } = test;
  const result = evaluateRule(rule, variation.unknown);
  const outcome = outcomeOf(result);
  if (outcome === "error")
    addFailure(`throws an error for an unknown ${subject}: ${causeMessage(result.error?.cause)}`, path);
  compareWithPolicy(test, variation.unknown, result, path);

  // A value that was assumed to be set must not turn out to be absent.
  const alternatives = variation.known.filter(({ value }) => value !== undefined || result.assumed.length === 0);
  const outcomes = alternatives.flatMap(({ value, resources, expected }) => {
    const actual = outcomeOf(evaluateRule(rule, resources));
    return actual === "error" && !expected ? [] : [{ value, actual }];
  });
  // Nor must it turn out to be an empty string, which counts as absent.
  const isPossible = (value: Value | undefined) => value !== "" || result.assumed.length === 0;
  const different = outcomes.find(({ value, actual }) => isPossible(value) && actual !== outcome);
  if ((outcome === "pass" || outcome === "violation") && different)
    addFailure(
      `${outcome} with an unknown ${subject}, but ${different.actual} with ${different.value === undefined ? "none" : JSON.stringify(different.value)}`,
      path,
    );
  // Applies to violations only, because passing examples rarely include every value that violates the rule.
  if (outcome === "undecided" && before === "violation" && outcomes.every(({ actual }) => actual === before))
    addFailure(`an unknown ${subject} hides a violation that remains with every known ${subject}`, path);
  return outcome;
}
