import { propertyMap, type Value } from "../model";

/**
 * Plain data, as a parser of JSON or YAML gives it, as property values. Dates become text, as in JSON; what JSON cannot
 * say becomes null.
 */
export function valueFromData(data: unknown): Value {
  if (data === null || typeof data === "string" || typeof data === "boolean" || typeof data === "number") return data;
  if (typeof data === "bigint") return Number(data);
  if (Array.isArray(data)) return data.map(valueFromData);
  if (data instanceof Date) return data.toISOString();
  if (typeof data !== "object") return null;
  return propertyMap(Object.entries(data).map(([name, member]) => [name, valueFromData(member)]));
}
