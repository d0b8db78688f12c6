import type { Option, OptionSchema } from "../model/rule-options";

/** Defines an integer option. */
export function integerOption(
  value: number,
  description: string,
  { minimum, maximum }: IntegerBounds = {},
): Option<number> {
  return { schema: integerSchema({ minimum, maximum }), default: value, description: description };
}

/** Defines an option whose value is an array of integers. */
export function integerListOption(
  values: readonly number[],
  description: string,
  bounds: IntegerBounds = {},
): Option<readonly number[]> {
  return { schema: { type: "array", items: integerSchema(bounds) }, default: values, description: description };
}

/** Defines an option whose value is an array of strings. */
export function stringListOption(values: readonly string[], description: string): Option<readonly string[]> {
  return { schema: { type: "array", items: { type: "string" } }, default: values, description: description };
}

/** Defines a boolean option. */
export function booleanOption(value: boolean, description: string): Option<boolean> {
  return { schema: { type: "boolean" }, default: value, description: description };
}

/** Defines an option whose value is one of several strings. */
export function enumOption<const V extends string>(value: V, values: readonly V[], description: string): Option<V> {
  return { schema: { type: "string", enum: values }, default: value, description: description };
}

/** The inclusive bounds of integers. */
export interface IntegerBounds {
  /** The smallest allowed value. */
  readonly minimum?: number | undefined;
  /** The largest allowed value. */
  readonly maximum?: number | undefined;
}

function integerSchema({ minimum, maximum }: IntegerBounds): OptionSchema {
  return { type: "integer", ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** Returns why a value does not match a schema, as a clause ("must be …"), or undefined if it matches. */
export function optionValueIssue(schema: OptionSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "integer": {
      const { minimum = -Infinity, maximum = Infinity } = schema;
      if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum) return undefined;
      return `must be ${describeInteger(minimum, maximum)}`;
    }
    case "string":
      if (typeof value !== "string") return "must be a string";
      return schema.enum && !schema.enum.includes(value)
        ? `must be one of ${schema.enum.map((member) => JSON.stringify(member)).join(", ")}`
        : undefined;
    case "array": {
      if (!Array.isArray(value)) return "must be an array";
      const issue = value
        .map((element) => optionValueIssue(schema.items, element))
        .find((issue) => issue !== undefined);
      return issue && `must be an array in which every element ${issue}`;
    }
  }
}

function describeInteger(minimum: number, maximum: number): string {
  if (minimum === -Infinity) return maximum === Infinity ? "an integer" : `an integer of at most ${maximum}`;
  return maximum === Infinity ? `an integer of at least ${minimum}` : `an integer from ${minimum} to ${maximum}`;
}
