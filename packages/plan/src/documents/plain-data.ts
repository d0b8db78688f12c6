import { propertyMap, type Value } from "../model";

/**
 * Converts data from a JSON or YAML parser to a property value. Dates become strings, as in JSON. Data that JSON cannot
 * represent becomes null.
 */
export function valueFromData(data: unknown): Value {
  if (data === null || typeof data === "string" || typeof data === "boolean" || typeof data === "number") return data;
  if (typeof data === "bigint") return Number(data);
  if (Array.isArray(data)) return data.map(valueFromData);
  if (data instanceof Date) return data.toISOString();
  if (typeof data !== "object") return null;
  return propertyMap(Object.entries(data).map(([name, member]) => [name, valueFromData(member)]));
}
