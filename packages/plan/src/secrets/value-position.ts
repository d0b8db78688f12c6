import { findTypeFacts } from "../facts";
import { isProperties, type Value } from "../model";
import { isSecretPropertyName } from "./secret-property-names";

/** Where a value is located, as far as the location decides whether the value is secret. */
export interface ValuePosition {
  /** The path without array indexes, such as `users.password`. */
  readonly path: string;
  /** The paths that hold secrets, according to the schema of the provider. */
  readonly secretPaths: ReadonlySet<string>;
  /** Whether the value belongs to a property that holds secrets, according to the schema, its name, or its label. */
  readonly isNamed: boolean;
}

/** The position of a value that is not part of a resource. */
export const NO_POSITION: ValuePosition = { path: "", secretPaths: new Set(), isNamed: false };

/** Returns the position of the inputs and outputs of a resource. */
export const propertiesPosition = (type: string): ValuePosition => ({
  ...NO_POSITION,
  secretPaths: new Set(findTypeFacts(type)?.secretProperties),
});

/** Returns the position of a member of the value at a position. An element of an array has the position of the array. */
export function memberPosition(position: ValuePosition, container: Value, member: string | number): ValuePosition {
  if (typeof member === "number") return position;
  const path = position.path === "" ? member : `${position.path}.${member}`;
  const isNamed =
    position.isNamed ||
    position.secretPaths.has(path) ||
    isSecretPropertyName(member) ||
    isLabeledSecret(container, member);
  return { ...position, path, isNamed };
}

/** Whether a member is the value of a secret, as in the container environment `{ name: "DB_PASSWORD", value: … }`. */
export function isLabeledSecret(container: Value, member: string): boolean {
  if (!isProperties(container) || !/^value$/i.test(member)) return false;
  const label = container.name ?? container.key ?? container.Name ?? container.Key;
  return typeof label === "string" && isSecretPropertyName(label);
}
