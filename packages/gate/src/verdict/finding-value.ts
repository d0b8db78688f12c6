import type { Resource, Value } from "@roadbed/plan";
import { printableAt, stepsOf } from "../redaction/value-path";

/** Longer values are cut: a report names the place, it does not replace the program. */
const LONGEST = 160;

/**
 * What a resource holds at the path of a finding, as JSON text without secrets.
 *
 * @param path as findings have it: `ingress[1].cidrBlocks[0]`, `tags["a.b"]`; it may go on inside a JSON document
 * @returns undefined if there is nothing at the path
 */
export function evidenceAt(resource: Resource, path: string): string | undefined {
  const steps = stepsOf(path);
  const value = steps.length === 0 ? undefined : printableAt(resource.inputs, steps);
  if (value === undefined) return undefined;
  const text = textOf(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Markers such as [secret] stand without quotes, so that they cannot be taken for a text of the program. */
function textOf(value: Value): string {
  return typeof value === "string" && /^\[.*\]$/s.test(value) ? value : JSON.stringify(value);
}
