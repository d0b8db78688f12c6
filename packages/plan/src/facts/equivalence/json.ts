/** A value from a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object in a JSON document. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** The nesting depth above which documents count as different. No provider accepts such a document. */
const MAX_DEPTH = 100;

/** Parses a JSON document. Returns undefined if the string is not JSON. */
export function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two JSON documents contain the same values. The order of properties does not matter. */
export function isSameJson(one: Json, other: Json, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, index) => isSameJson(element as Json, other[index] as Json, depth + 1))
    );
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name] ?? null, other[name] ?? null, depth + 1))
  );
}
