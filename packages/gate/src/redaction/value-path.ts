import { isList, isProperties, isSecret, isUnknown, isSecretName, type Properties, type Value } from "@roadbed/plan";
import { isLabelledSecret, parsedDocument, printable } from "./printable";
import { HIDDEN } from "./scrubber";

/** A name, or a position in a list. */
export type PathStep = string | number;

/** The steps of a path as findings have it: `ingress[1].cidrBlocks[0]`, `tags["a.b"]`. */
export function parsePath(path: string): readonly PathStep[] {
  return [...path.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (plain ?? "") : unquoted(quoted);
  });
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1); // written by hand, with escapes that JSON does not have
  }
}

/** What a value holds under a step, which may lead into a JSON document; undefined if nothing. */
export function memberOf(container: Value, step: PathStep): Value | undefined {
  const value = typeof container === "string" ? parsedDocument(container) : container;
  if (typeof step === "number") return isList(value) ? value[step] : undefined;
  return isProperties(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/**
 * What inputs hold at a path, as it may be printed: a secret or an unknown on the way stands for all that is below it.
 *
 * @returns undefined if there is nothing at the path
 */
export function printableAt(inputs: Properties, steps: readonly PathStep[]): Value | undefined {
  let value: Value = inputs;
  let name = "";
  for (const step of steps) {
    if (isSecret(value) || isSecretName(name) || isLabelledSecret(value, step)) return HIDDEN;
    if (isUnknown(value)) return "[unknown]";
    const inner = memberOf(value, step);
    if (inner === undefined) return undefined;
    value = inner;
    if (typeof step === "string") name = step;
  }
  return printable(value, name);
}
