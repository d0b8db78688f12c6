import {
  isList,
  isProperties,
  isUnknown,
  parsePropertyPath,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model";

/** Splits the property path in a fact into names, outermost first. */
export const splitPath = (path: string): string[] => path.split(".");

/**
 * Returns the property names in a Pulumi path such as `a.b`, `a[0].b`, or `a["x.y"]`, outermost first. Array indexes
 * are omitted, because facts apply to all elements. The array is empty if the string is not a path.
 */
export function propertyNames(path: string): string[] {
  const elements = parsePropertyPath(path) ?? [];
  return elements.filter((element): element is string => typeof element === "string" && element !== "*");
}

/**
 * Returns the input value at the property path in a fact. An array on the path is a block with one element, so the
 * first element is used. The result is unknown if a value on the path is unknown.
 */
export function valueAtPath(inputs: Properties, path: string): Value | undefined {
  let value: Value | undefined = inputs;
  for (const name of splitPath(path)) {
    value = value === undefined ? undefined : unwrapSecret(value);
    if (isList(value)) value = value[0] === undefined ? undefined : unwrapSecret(value[0]);
    if (isUnknown(value)) return value;
    if (!isProperties(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value === undefined ? undefined : unwrapSecret(value);
}
