import { properties, type Value } from "./value";

/** Plain data, as a parser gives it, as property values. What JSON cannot say becomes null. */
export function fromJson(data: unknown): Value {
  if (data === null || typeof data === "string" || typeof data === "boolean" || typeof data === "number") return data;
  if (typeof data === "bigint") return Number(data);
  if (Array.isArray(data)) return data.map(fromJson);
  if (typeof data !== "object") return null;
  return properties(Object.entries(data).map(([name, member]) => [name, fromJson(member)]));
}
