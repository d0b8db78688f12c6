import {
  isArchive,
  isAsset,
  isLabeledSecret,
  isList,
  isProperties,
  isReference,
  isSecret,
  isSecretPropertyName,
  isUnknown,
  parseDocument,
  propertyMap,
  SECRET_MASK,
  type Properties,
  type Value,
} from "@roadbed/plan";

/** Deeper values are cut off, because recursion could overflow the call stack. */
const MAX_DEPTH = 64;

/** Where a value is located in the inputs of a resource. */
export interface ValuePosition {
  /** The name of the property with this value. */
  readonly name: string;
  /** The path without array indexes, such as `users.password`. */
  readonly path: string;
  /** The paths that hold secrets, according to the schema of the provider. */
  readonly secretPaths: ReadonlySet<string>;
}

/** The position of a value that is not an input of a resource. */
export const NO_POSITION: ValuePosition = { name: "", path: "", secretPaths: new Set() };

/** Returns the position of a member of the value at a position. */
export const memberPosition = ({ path, secretPaths }: ValuePosition, name: string): ValuePosition => ({
  name,
  path: path === "" ? name : `${path}.${name}`,
  secretPaths,
});

/** Whether a property holds a secret, according to the schema of the provider or to its name. */
export const isSecretPosition = ({ name, path, secretPaths }: ValuePosition): boolean =>
  secretPaths.has(path) || isSecretPropertyName(name);

/**
 * Returns a value that may be printed. Secrets and the values of properties that hold secrets are hidden. Values that JSON
 * cannot represent become strings in brackets.
 */
export function printable(value: Value, position: ValuePosition = NO_POSITION, depth = 0): Value {
  if (depth > MAX_DEPTH) return "[…]";
  if (isUnknown(value)) return "[unknown]";
  if (isSecret(value)) return SECRET_MASK;
  if (isSecretPosition(position) && value !== null && typeof value !== "boolean") return SECRET_MASK;
  if (isAsset(value)) return `[asset ${value.path ?? value.uri ?? value.hash ?? "of text"}]`;
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
      isLabeledSecret(object, name) ? SECRET_MASK : printable(value, memberPosition(position, name), depth + 1),
    ]),
  );
}

/** Hides secrets in strings that contain a JSON document, such as policies and container definitions. */
function printableText(text: string, position: ValuePosition, depth: number): string {
  const document = parseDocument(text);
  return document === undefined ? text : JSON.stringify(printable(document, position, depth + 1));
}
