import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  memberPosition,
  NO_POSITION,
  parseDocument,
  propertyMap,
  SECRET_MASK,
  type Properties,
  type Value,
  type ValuePosition,
} from "@roadbed/plan";

/** Deeper values are cut off, because recursion could overflow the call stack. */
const MAX_DEPTH = 64;

/**
 * Returns a value that may be printed. Secrets and the values of properties that hold secrets are hidden. Values that JSON
 * cannot represent become strings in brackets.
 */
export function printable(value: Value, position: ValuePosition = NO_POSITION, depth = 0): Value {
  if (depth > MAX_DEPTH) return "[…]";
  if (isUnknown(value)) return "[unknown]";
  if (isSecret(value)) return SECRET_MASK;
  if (position.isNamed && value !== null && typeof value !== "boolean") return SECRET_MASK;
  // The hash of a text could confirm a guess of a secret in the text.
  if (isAsset(value)) return `[asset ${value.path ?? value.uri ?? "of text"}]`;
  if (isArchive(value)) return `[archive ${value.path ?? value.uri ?? value.hash ?? "of files"}]`;
  if (isReference(value)) return `[resource ${value.urn}]`;
  if (isList(value)) return value.map((element) => printable(element, position, depth + 1));
  if (isProperties(value)) return printableProperties(value, position, depth);
  if (typeof value === "string") return printableText(value, position, depth);
  return value;
}

function printableProperties(object: Properties, position: ValuePosition, depth: number): Value {
  return propertyMap(
    Object.entries(object).map(([name, value]) => [
      name,
      printable(value, memberPosition(position, object, name), depth + 1),
    ]),
  );
}

/** Hides secrets in strings that contain a JSON document, such as policies and container definitions. */
function printableText(text: string, position: ValuePosition, depth: number): string {
  const document = parseDocument(text);
  return document === undefined ? text : JSON.stringify(printable(document, position, depth + 1));
}
