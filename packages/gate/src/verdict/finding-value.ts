import type { Resource, Value } from "@roadbed/plan";
import { parsePath, printableAt } from "../redaction/value-path";

/** The maximum length of a value. Longer values are truncated, because a report need not repeat the program. */
const MAX_CHARACTERS = 160;

/**
 * Returns the value at the path of a finding as JSON without secrets.
 *
 * @param path - a path such as `ingress[1].cidrBlocks[0]` or `tags["a.b"]`; it may continue inside a JSON document
 * @returns undefined if there is no value at the path
 */
export function findingValue(resource: Resource, path: string): string | undefined {
  const steps = parsePath(path);
  const value = steps.length === 0 ? undefined : printableAt(resource.inputs, steps);
  if (value === undefined) return undefined;
  const json = toJson(value);
  return json.length > MAX_CHARACTERS ? `${json.slice(0, MAX_CHARACTERS)}…` : json;
}

/**
 * Converts a value to JSON. Markers such as [secret] are not quoted, so that they differ from the program's strings.
 */
function toJson(value: Value): string {
  return typeof value === "string" && /^\[.*\]$/s.test(value) ? value : JSON.stringify(value);
}
