import type { ErrorObject } from "ajv";

/** What is wrong in a document, without a full stop, and where: at a key that does not belong there, or at a value. */
export interface ShapeFault {
  readonly path: readonly string[];
  readonly message: string;
}

/** Names that may have been meant by a misspelt one, best first. */
type Closest = (name: string, known: readonly string[]) => readonly string[];

/** More are not told: finding each one's place takes time, and nobody reads hundreds. */
const MOST_FAULTS = 50;

/** What a validator that was compiled with `verbose` complains of first, as sentences for people. */
export function shapeFaults(errors: readonly ErrorObject[], closest: Closest): readonly ShapeFault[] {
  return errors.slice(0, MOST_FAULTS).map((error) => {
    const path = error.instancePath.split("/").slice(1).map(unescaped);
    const message = sentenceOf(error, path, closest);
    return { path: error.keyword === "additionalProperties" ? [...path, unknownKey(error)] : path, message };
  });
}

/** As JSON Pointers write them. */
const unescaped = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

const unknownKey = ({ params }: ErrorObject): string => (params as { additionalProperty: string }).additionalProperty;

function sentenceOf(error: ErrorObject, path: readonly string[], closest: Closest): string {
  const what = path.length === 0 ? "the file" : path.join(".");
  if (error.keyword === "additionalProperties") {
    const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const near = closest(unknownKey(error), known).join(" or ");
    const hint = near === "" ? "" : `; did you mean ${near}?`;
    return `${what} has no ${JSON.stringify(unknownKey(error))}${hint}`;
  }
  if (error.keyword === "enum") {
    const { allowedValues } = error.params as { allowedValues: readonly unknown[] };
    return `${what} must be one of ${allowedValues.join(", ")}`;
  }
  if (error.keyword === "const") {
    const { allowedValue } = error.params as { allowedValue: unknown };
    return `${what} must be ${JSON.stringify(allowedValue)}`;
  }
  if (error.keyword === "minLength") return `${what} must not be empty`;
  if (error.keyword === "required") {
    const { missingProperty } = error.params as { missingProperty: string };
    return `${what} needs ${missingProperty}`;
  }
  const types: Readonly<Record<string, string>> = { array: "a list", object: "a map", string: "text" };
  const { type } = error.params as { type?: string };
  return `${what} must be ${types[type ?? ""] ?? error.message ?? "different"}`;
}
