import type { Option, OptionSchema } from "../model/rule-options";

/** A whole number, from `minimum` to `maximum`. */
export function integerOption(
  value: number,
  describe: string,
  { minimum, maximum }: IntegerBounds = {},
): Option<number> {
  return { schema: integerSchema({ minimum, maximum }), default: value, describe };
}

/** A list of whole numbers. */
export function integerListOption(
  values: readonly number[],
  describe: string,
  bounds: IntegerBounds = {},
): Option<readonly number[]> {
  return { schema: { type: "array", items: integerSchema(bounds) }, default: values, describe };
}

/** A list of texts. */
export function stringListOption(values: readonly string[], describe: string): Option<readonly string[]> {
  return { schema: { type: "array", items: { type: "string" } }, default: values, describe };
}

/** Yes or no. */
export function booleanOption(value: boolean, describe: string): Option<boolean> {
  return { schema: { type: "boolean" }, default: value, describe };
}

/** One of some words. */
export function enumOption<const V extends string>(value: V, among: readonly V[], describe: string): Option<V> {
  return { schema: { type: "string", enum: among }, default: value, describe };
}

export interface IntegerBounds {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

function integerSchema({ minimum, maximum }: IntegerBounds): OptionSchema {
  return { type: "integer", ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** What is wrong with a value, as the end of a sentence ("must be …"), or undefined if it fits. */
export function optionValueIssue(schema: OptionSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "integer": {
      const { minimum = -Infinity, maximum = Infinity } = schema;
      if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum) return undefined;
      const from = minimum === -Infinity ? "" : ` from ${minimum}`;
      return `must be a whole number${from}${maximum === Infinity ? "" : ` up to ${maximum}`}`;
    }
    case "string":
      if (typeof value !== "string") return "must be a text";
      return schema.enum && !schema.enum.includes(value) ? `must be one of ${schema.enum.join(", ")}` : undefined;
    case "array": {
      if (!Array.isArray(value)) return "must be a list";
      const wrong = value
        .map((element) => optionValueIssue(schema.items, element))
        .find((fault) => fault !== undefined);
      return wrong && `must be a list of which every element ${wrong}`;
    }
  }
}
