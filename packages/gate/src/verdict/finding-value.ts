import type { Resource, Value } from "@roadbed/plan";
import { parsePath, printableAt } from "../redaction/value-path";

/**
 * Returns the value at the path of a finding as JSON without secrets.
 *
 * @param path - a path such as `ingress[1].cidrBlocks[0]` or `tags["a.b"]`; it may continue inside a JSON document
 * @returns undefined if there is no value at the path
 */
export function findingValue(resource: Resource, path: string): string | undefined {
  const steps = parsePath(path);
  const value = steps.length === 0 ? undefined : printableAt(resource, steps);
  if (value === undefined) return undefined;
  return toJson(value);
}

/**
 * Converts a value to JSON. Markers such as [secret] are not quoted, so that they differ from strings of the program.
 */
function toJson(value: Value): string {
  return typeof value === "string" && /^\[.*\]$/s.test(value) ? value : JSON.stringify(value);
}
