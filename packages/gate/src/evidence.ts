import { isList, isProperties, isSecret, isUnknown, looksSecret, type Resource, type Value } from "@roadbed/plan";
import { parsedDocument, printable } from "./report/printable";
import { HIDDEN } from "./report/secrets";

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
  if (steps.length === 0) return undefined;
  let value: Value = resource.inputs;
  let name = "";
  for (const step of steps) {
    if (isSecret(value) || looksSecret(name)) return HIDDEN;
    if (isUnknown(value)) return "[unknown]";
    const inner = memberOf(value, step);
    if (inner === undefined) return undefined;
    value = inner;
    if (typeof step === "string") name = step;
  }
  const text = textOf(printable(value, name));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Markers such as [secret] stand without quotes, so that they cannot be taken for a text of the program. */
function textOf(value: Value): string {
  return typeof value === "string" && /^\[.*\]$/s.test(value) ? value : JSON.stringify(value);
}

function memberOf(container: Value, step: string | number): Value | undefined {
  const value = typeof container === "string" ? parsedDocument(container) : container;
  if (typeof step === "number") return isList(value) ? value[step] : undefined;
  return isProperties(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => {
    if (index !== undefined) return Number(index);
    return quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "";
  });
}
