import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  isSecretPropertyName,
  propertyMap,
  type Properties,
  type Value,
} from "@roadbed/plan";
import { HIDDEN } from "./scrubber";

/** The maximum depth of a value. Deeper values are cut off, because recursion could overflow the call stack. */
const MAX_DEPTH = 64;

/**
 * Returns a value that may be printed. Secrets and values with secret names are hidden. Values that JSON cannot
 * represent become strings in brackets.
 *
 * @param name - the name of the property with this value
 */
export function printable(value: Value, name = "", depth = 0): Value {
  if (depth > MAX_DEPTH) return "[…]";
  if (isUnknown(value)) return "[unknown]";
  if (isSecret(value)) return HIDDEN;
  if (isSecretPropertyName(name) && value !== null && typeof value !== "boolean") return HIDDEN;
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

/** Whether a member is the value of a secret, as in the environment variable `{ name: "DB_PASSWORD", value: … }`. */
export function isLabelledSecret(container: Value, member: string | number): boolean {
  if (!isProperties(container) || !/^value$/i.test(String(member))) return false;
  const label = container.name ?? container.key ?? container.Name ?? container.Key;
  return typeof label === "string" && isSecretPropertyName(label);
}

/** Hides secrets in strings that contain a JSON document, such as policies and container definitions. */
function printableText(text: string, depth: number): string {
  const document = parsedDocument(text);
  return document === undefined ? text : JSON.stringify(printable(document, "", depth + 1));
}

/** Parses a string that contains a JSON object or array. Returns undefined for other strings. */
export function parsedDocument(text: string): Value | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined; // an ordinary string
  }
}
