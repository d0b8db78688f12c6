import type { ErrorObject } from "ajv";

/** The path of a value: keys and array indexes. */
export type ValuePath = readonly (string | number)[];

/** The members of a document that match its schema. */
export interface ValidMembers {
  readonly content: unknown;
  /** Converts the path of a valid member to its path in the document, where invalid array items count as well. */
  readonly documentPath: (path: ValuePath) => ValuePath;
}

/**
 * Removes the members of a document that do not match its schema, so that the others can still be checked. Missing
 * members remain missing.
 *
 * @param errors - the errors of a validator that was compiled with `allErrors`
 */
export function validMembers(document: unknown, errors: readonly ErrorObject[]): ValidMembers {
  const invalid = new Set(errors.flatMap(invalidPointer));
  const remaining = new Map<string, readonly number[]>();
  const copy = (value: unknown, pointer: string): unknown => {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const indexes = [...items.keys()].filter((index) => !invalid.has(`${pointer}/${index}`));
      remaining.set(pointer, indexes);
      return indexes.map((index) => copy(items[index], `${pointer}/${index}`));
    }
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [key, member, `${pointer}/${escaped(key)}`] as const);
    const valid = members.filter(([, , place]) => !invalid.has(place));
    return Object.fromEntries(valid.map(([key, member, place]) => [key, copy(member, place)]));
  };
  const documentPath = (path: ValuePath): ValuePath => {
    let pointer = "";
    return path.map((part) => {
      const original = remaining.get(pointer)?.[Number(part)] ?? part;
      pointer += `/${escaped(String(original))}`;
      return original;
    });
  };
  return { content: invalid.has("") ? {} : copy(document, ""), documentPath };
}

/** Returns the JSON Pointer of the invalid value. Returns none for a missing value. */
function invalidPointer({ keyword, instancePath, params }: ErrorObject): readonly string[] {
  if (keyword === "required") return [];
  if (keyword !== "additionalProperties") return [instancePath];
  const { additionalProperty } = params as { additionalProperty: string };
  return [`${instancePath}/${escaped(additionalProperty)}`];
}

/** Encodes a part of a JSON Pointer. */
const escaped = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");
