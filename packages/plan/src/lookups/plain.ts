import { type Value, properties } from "../value";

/** Parsed JSON or YAML as a plan's value: maps without a prototype; YAML's dates as their text, as in JSON. */
export function plain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) {
    return properties(Object.entries(value).map(([name, member]) => [name, plain(member)] as const));
  }
  return value as Value;
}
