import { isSpecialValue, propertyMap, type Properties, type Value } from "@roadbed/plan";

/**
 * Converts a plain JavaScript value, such as an example or a parsed document, to a property value. Omits undefined
 * properties.
 *
 * @throws TypeError for values that no program can pass, such as functions and symbols
 */
export function toValue(plain: unknown): Value {
  if (plain === null || isSpecialValue(plain)) return plain;
  if (typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean") return plain;
  if (Array.isArray(plain)) return plain.map((element) => toValue(element ?? null));
  if (typeof plain === "object") return toProperties(plain);
  throw new TypeError(`expected a property value, got a ${typeof plain}`);
}

/** Converts the properties of a plain object to property values. */
export function toProperties(plain: unknown): Properties {
  const entries = Object.entries(plain as object).filter(([, value]) => value !== undefined);
  return propertyMap(entries.map(([name, value]) => [name, toValue(value)] as const));
}
