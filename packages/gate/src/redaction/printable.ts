import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  isSecretName,
  propertyMap,
  type Properties,
  type Value,
} from "@roadbed/plan";
import { HIDDEN } from "./scrubber";

/** Deeper values are cut off: a program can nest them deeper than the stack of this process is. */
const DEEPEST = 64;

/**
 * A value of a plan as it may be printed: secrets, and what stands under a name that looks secret, are gone; what JSON
 * cannot say is a text in brackets.
 *
 * @param name the property that holds the value
 */
export function printable(value: Value, name = "", depth = 0): Value {
  if (depth > DEEPEST) return "[…]";
  if (isUnknown(value)) return "[unknown]";
  if (isSecret(value)) return HIDDEN;
  if (isSecretName(name) && value !== null && typeof value !== "boolean") return HIDDEN;
  if (isAsset(value)) return `[asset ${value.path ?? value.uri ?? value.hash ?? "of text"}]`;
  if (isArchive(value)) return `[archive ${value.path ?? value.uri ?? value.hash ?? "of files"}]`;
  if (isReference(value)) return `[resource ${value.urn}]`;
  if (isList(value)) return value.map((element) => printable(element, name, depth + 1));
  if (isProperties(value)) return printableProperties(value, depth);
  if (typeof value === "string") return printableText(value, depth);
  return value;
}

function printableProperties(object: Properties, depth: number): Value {
  return propertyMap(
    Object.entries(object).map(([name, value]) => [
      name,
      isLabelledSecret(object, name) ? HIDDEN : printable(value, name, depth + 1),
    ]),
  );
}

/** `{ name: "DB_PASSWORD", value: … }`: the environment of a container names its secrets in a value. */
export function isLabelledSecret(container: Value, member: string | number): boolean {
  if (!isProperties(container) || !/^value$/i.test(String(member))) return false;
  const label = container.name ?? container.key ?? container.Name ?? container.Key;
  return typeof label === "string" && isSecretName(label);
}

/** Text that holds a JSON document (policies, container definitions) is a structure with names of its own. */
function printableText(text: string, depth: number): string {
  const document = parsedDocument(text);
  return document === undefined ? text : JSON.stringify(printable(document, "", depth + 1));
}

/** The object or list that a text holds as JSON; undefined if it holds none. */
export function parsedDocument(text: string): Value | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined; // not JSON after all: then it is a text like any other
  }
}
