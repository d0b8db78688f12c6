import {
  formatPropertyPath,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  makeSecret,
  propertyMap,
  unwrapSecret,
  type Properties,
  type PropertyPath,
  type Value,
} from "../model";

/** Inputs in which values that are assumed to be unchanged are replaced with the old values. */
export interface AssumedInputs {
  readonly inputs: Properties;
  /** Paths of the values that are assumed to be unchanged. */
  readonly paths: readonly string[];
}

/**
 * Replaces unknown values with the old values at the same paths. An unknown value without an old value remains unknown.
 *
 * @param mayAssume - whether the unknown values of an input may be assumed to be unchanged
 */
export function assumeUnchanged(
  old: Properties,
  inputs: Properties,
  mayAssume: (name: string) => boolean,
): AssumedInputs {
  const paths: string[] = [];
  const assumed = Object.entries(inputs).map(
    ([name, value]) => [name, mayAssume(name) ? assume(old[name], value, [name], paths) : value] as const,
  );
  return { inputs: propertyMap(assumed), paths };
}

function assume(old: Value | undefined, value: Value, path: PropertyPath, paths: string[]): Value {
  if (old === undefined) return value;
  if (isSecret(value)) return makeSecret(assume(unwrapSecret(old), value.value, path, paths));
  if (isUnknown(value)) {
    paths.push(formatPropertyPath(path));
    return old;
  }
  const before = unwrapSecret(old);
  if (isList(value) && isList(before))
    return value.map((element, index) => assume(before[index], element, [...path, index], paths));
  if (isProperties(value) && isProperties(before))
    return propertyMap(
      Object.entries(value).map(([name, member]) => [name, assume(before[name], member, [...path, name], paths)]),
    );
  return value;
}
