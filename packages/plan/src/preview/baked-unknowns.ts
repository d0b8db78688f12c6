import { isList, isProperties, unwrapSecret, type Resource, type Value } from "../model";

/** What a value that a program should have waited for looks like in a text. */
const BAKED = /\[object Object\]|\bundefined\b/;

/**
 * Sentences about resources whose name or inputs were made of the answer to a look-up that had none: a program that
 * awaits the answer gets nothing, and goes on with that.
 */
export function findBakedUnknowns(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap(({ urn, name, inputs }) => {
    const places = [...(BAKED.test(name) ? ["its name"] : []), ...bakedPaths(inputs, "")];
    if (places.length === 0) return [];
    return [`${urn}: ${places.join(", ")} was made of a look-up without an answer, and will be something else.`];
  });
}

function bakedPaths(value: Value, path: string): readonly string[] {
  const inner = unwrapSecret(value);
  if (typeof inner === "string") return BAKED.test(inner) ? [path] : [];
  if (isList(inner)) return inner.flatMap((element, index) => bakedPaths(element, `${path}[${index}]`));
  if (!isProperties(inner)) return [];
  return Object.entries(inner).flatMap(([name, member]) => bakedPaths(member, path === "" ? name : `${path}.${name}`));
}
