import { isSpecialValue, propertyMap, type Properties, type Value } from "@roadbed/plan";

/**
 * Plain JavaScript, as an example or a parsed document holds it, as a property value: what is undefined is absent.
 * Throws for what no program can pass (functions, symbols).
 */
export function toValue(plain: unknown): Value {
  if (plain === null || isSpecialValue(plain)) return plain;
  if (typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean") return plain;
  if (Array.isArray(plain)) return plain.map((element) => toValue(element ?? null));
  if (typeof plain === "object") return toProperties(plain);
  throw new TypeError(`a ${typeof plain} is no property value`);
}

/** The own properties of a plain object. */
export function toProperties(plain: unknown): Properties {
  const entries = Object.entries(plain as object).filter(([, value]) => value !== undefined);
  return propertyMap(entries.map(([name, value]) => [name, toValue(value)] as const));
}
