import {
  isList,
  isProperties,
  isUnknown,
  parsePropertyPath,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model";

/** The names on the way of a fact's path, outermost first. */
export const splitPath = (path: string): string[] => path.split(".");

/**
 * The names on the way of a path as Pulumi writes it (`a.b`, `a[0].b`, `a["x.y"]`), outermost first. Facts hold for every
 * element of a list, so positions are left out. None if it is no path: then it may lead anywhere.
 */
export function propertyNames(path: string): string[] {
  const elements = parsePropertyPath(path) ?? [];
  return elements.filter((element): element is string => typeof element === "string" && element !== "*");
}

/** The value on a fact's path; of a list, its first element, for the blocks on the way hold one. Unknown if anything on the way is. */
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
