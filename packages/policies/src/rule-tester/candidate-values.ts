import { isList, isProperties, type Resource, type Value } from "@roadbed/plan";
import type { Options } from "../model/rule-options";
import { patternOf, locationsIn, valueAt, type Steps } from "./edit-inputs";

const COMMON_VALUES: readonly Value[] = [true, false, "", "*", 0, []];

/** The values to try at each location: the values in the examples, values near the option defaults, and common values. */
export class CandidateValues {
  readonly #byPattern = new Map<string, Value[]>();
  readonly #common: readonly Value[];

  constructor(examples: readonly (readonly Resource[])[], options: Options) {
    this.#common = [...COMMON_VALUES, ...Object.values(options).flatMap((option) => neighborsOf(option.default))];
    for (const resources of examples)
      for (const { resource, steps } of locationsIn(resources)) {
        const value = valueAt(resources[resource]?.inputs, steps);
        if (value !== undefined) this.#valuesAt(patternOf(typeOf(resources, resource), steps)).push(value);
      }
  }

  /** Returns the values to try at a location, beginning with the values in the examples. */
  at(type: string, steps: Steps): readonly Value[] {
    return [...(this.#byPattern.get(patternOf(type, steps)) ?? []), ...this.#common];
  }

  /** Whether the examples contain a value of this shape at a location. Otherwise an error is not a failure of the rule. */
  expects(type: string, steps: Steps, value: Value): boolean {
    return (this.#byPattern.get(patternOf(type, steps)) ?? []).some((known) => shapeOf(known) === shapeOf(value));
  }

  #valuesAt(pattern: string): Value[] {
    const values = this.#byPattern.get(pattern) ?? [];
    this.#byPattern.set(pattern, values);
    return values;
  }
}

/** Returns the type of the resource at an index. */
export const typeOf = (resources: readonly Resource[], index: number): string => resources[index]?.type ?? "";

function neighborsOf(value: unknown): readonly Value[] {
  if (Array.isArray(value)) return value.flatMap(neighborsOf);
  if (typeof value === "number") return [value - 1, value, value + 1];
  return typeof value === "string" || typeof value === "boolean" ? [value] : [];
}

function shapeOf(value: Value): string {
  if (isList(value)) return `list of ${value.length > 0 ? shapeOf(value[0] as Value) : "anything"}`;
  return isProperties(value) ? "object" : typeof value;
}
