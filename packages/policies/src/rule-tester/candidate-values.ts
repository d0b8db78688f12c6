import { isList, isProperties, type Resource, type Value } from "@roadbed/plan";
import type { Options } from "../model/rule-options";
import { patternOf, locationsIn, valueAt, type Steps } from "./edit-inputs";

const EVERYWHERE: readonly Value[] = [true, false, "", "*", 0, []];

/** The values to try at each place: those that the rule's own examples hold there, its options', and what fits anywhere. */
export class CandidateValues {
  readonly #byPattern = new Map<string, Value[]>();
  readonly #common: readonly Value[];

  constructor(examples: readonly (readonly Resource[])[], options: Options) {
    this.#common = [...EVERYWHERE, ...Object.values(options).flatMap((option) => around(option.default))];
    for (const resources of examples)
      for (const { resource, steps } of locationsIn(resources)) {
        const value = valueAt(resources[resource]?.inputs, steps);
        if (value !== undefined) this.#valuesAt(patternOf(typeOf(resources, resource), steps)).push(value);
      }
  }

  /** The values at a place; with what examples hold there first. */
  at(type: string, steps: Steps): readonly Value[] {
    return [...(this.#byPattern.get(patternOf(type, steps)) ?? []), ...this.#common];
  }

  /** Whether examples hold a value of this shape there. If not, an error about it says nothing about the rule. */
  expects(type: string, steps: Steps, value: Value): boolean {
    return (this.#byPattern.get(patternOf(type, steps)) ?? []).some((known) => shapeOf(known) === shapeOf(value));
  }

  #valuesAt(pattern: string): Value[] {
    const values = this.#byPattern.get(pattern) ?? [];
    this.#byPattern.set(pattern, values);
    return values;
  }
}

export const typeOf = (resources: readonly Resource[], index: number): string => resources[index]?.type ?? "";

function around(value: unknown): readonly Value[] {
  if (Array.isArray(value)) return value.flatMap(around);
  if (typeof value === "number") return [value - 1, value, value + 1];
  return typeof value === "string" || typeof value === "boolean" ? [value] : [];
}

function shapeOf(value: Value): string {
  if (isList(value)) return `list of ${value.length > 0 ? shapeOf(value[0] as Value) : "anything"}`;
  return isProperties(value) ? "object" : typeof value;
}
