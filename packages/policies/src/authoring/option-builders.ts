import type { Option, OptionSchema } from "../model/rule-options";

/** Defines an integer option. */
export function integerOption(
  value: number,
  description: string,
  { minimum, maximum }: IntegerBounds = {},
): Option<number> {
  return { schema: integerSchema({ minimum, maximum }), default: value, description };
}

/** Defines an option whose value is an array of integers. */
export function integerListOption(
  values: readonly number[],
  description: string,
  bounds: IntegerBounds = {},
): Option<readonly number[]> {
  return { schema: { type: "array", items: integerSchema(bounds) }, default: values, description };
}

/** Defines an option whose value is an array of strings. */
export function stringListOption(values: readonly string[], description: string): Option<readonly string[]> {
  return { schema: { type: "array", items: { type: "string" } }, default: values, description };
}

/** Defines a boolean option. */
export function booleanOption(value: boolean, description: string): Option<boolean> {
  return { schema: { type: "boolean" }, default: value, description };
}

/** Defines an option whose value is one of several strings. */
export function enumOption<const V extends string>(value: V, values: readonly V[], description: string): Option<V> {
  return { schema: { type: "string", enum: values }, default: value, description };
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

/** Returns why a value does not match a schema, as a clause ("expected …, got …"), or undefined if the value matches. */
export function optionValueIssue(schema: OptionSchema, value: unknown): string | undefined {
  return matchesSchema(schema, value) ? undefined : `expected ${describeValues(schema)}, got ${JSON.stringify(value)}`;
}

function matchesSchema(schema: OptionSchema, value: unknown): boolean {
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean";
    case "integer": {
      const { minimum = -Infinity, maximum = Infinity } = schema;
      return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
    }
    case "string":
      return typeof value === "string" && (schema.enum?.includes(value) ?? true);
    case "array":
      return Array.isArray(value) && value.every((element) => matchesSchema(schema.items, element));
  }
}

/** Returns a description of the values that match a schema: "an integer of at least 1". */
function describeValues(schema: OptionSchema): string {
  switch (schema.type) {
    case "boolean":
      return "true or false";
    case "integer":
      return describeInteger(schema.minimum ?? -Infinity, schema.maximum ?? Infinity);
    case "string":
      return schema.enum ? `one of ${schema.enum.map((member) => JSON.stringify(member)).join(", ")}` : "a string";
    case "array":
      return `an array in which every element is ${describeValues(schema.items)}`;
  }
}

function describeInteger(minimum: number, maximum: number): string {
  if (minimum === -Infinity) return maximum === Infinity ? "an integer" : `an integer of at most ${maximum}`;
  return maximum === Infinity ? `an integer of at least ${minimum}` : `an integer from ${minimum} to ${maximum}`;
}
