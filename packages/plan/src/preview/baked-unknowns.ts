import { containsPlaceholder, isList, isProperties, unwrapSecret, type Resource, type Value } from "../model";

/** Matches the strings that result when a program formats an unknown value. */
const BAKED = /\[object Object\]|\bundefined\b/;

/**
 * Returns a sentence for each resource whose name or inputs contain a formatted unknown lookup result.
 *
 * @remarks
 * A program that awaits an unanswered lookup continues with placeholders, which become unknown in inputs, but remain in
 * names. If the result type is not declared, or in a unit test, it continues with undefined members.
 */
export function findBakedUnknowns(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap(({ urn, name, inputs, options: { importId = "" } }) => {
    const paths = [
      ...(BAKED.test(name) || containsPlaceholder(name) ? ["its name"] : []),
      ...(containsPlaceholder(importId) ? ["its import ID"] : []),
      ...bakedPaths(inputs, ""),
    ];
    if (paths.length === 0) return [];
    return [
      `${urn}: ${paths.join(", ")} contains the result of an unanswered data source lookup. The actual value will differ.`,
    ];
  });
}

function bakedPaths(value: Value, path: string): readonly string[] {
  const inner = unwrapSecret(value);
  if (typeof inner === "string") return BAKED.test(inner) ? [path] : [];
  if (isList(inner)) return inner.flatMap((element, index) => bakedPaths(element, `${path}[${index}]`));
  if (!isProperties(inner)) return [];
  return Object.entries(inner).flatMap(([name, member]) => bakedPaths(member, path === "" ? name : `${path}.${name}`));
}
