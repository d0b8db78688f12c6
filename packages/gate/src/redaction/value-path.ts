import {
  isList,
  isProperties,
  isSecret,
  isUnknown,
  memberPosition,
  parseDocument,
  propertiesPosition,
  SECRET_MASK,
  type Resource,
  type Value,
} from "@roadbed/plan";
import { printable } from "./printable";

/** A member name, or a position in an array. */
export type PathStep = string | number;

/** Parses a path such as `ingress[1].cidrBlocks[0]` or `tags["a.b"]`. */
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
    return text.slice(1, -1); // a hand-written path with escapes that JSON does not support
  }
}

/** Returns a member of a value, which may be a JSON document in a string. */
export function memberOf(container: Value, step: PathStep): Value | undefined {
  const value = typeof container === "string" ? parseDocument(container) : container;
  if (typeof step === "number") return isList(value) ? value[step] : undefined;
  return isProperties(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/**
 * Returns the printable value at a path of a resource's inputs. A secret or unknown value on the path hides everything
 * below it.
 *
 * @returns undefined if there is no value at the path
 */
export function printableAt({ type, inputs }: Resource, steps: readonly PathStep[]): Value | undefined {
  let value: Value = inputs;
  let position = propertiesPosition(type);
  for (const step of steps) {
    if (isSecret(value) || position.isNamed) return SECRET_MASK;
    if (isUnknown(value)) return "[unknown]";
    const inner = memberOf(value, step);
    if (inner === undefined) return undefined;
    position = memberPosition(position, value, step);
    value = inner;
  }
  return printable(value, position);
}
