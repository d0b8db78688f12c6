import type { ErrorObject } from "ajv";

/** A schema error: a message without a period, and the path of the key or value. */
export interface SchemaIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** A function that returns names similar to a misspelled name, the best first. */
type Closest = (name: string, known: readonly string[]) => readonly string[];

/** The maximum number of errors. The number is limited because finding the position of each error takes time. */
const MAX_ISSUES = 50;

/** The maximum length of a value in a message. */
const MAX_VALUE_CHARACTERS = 60;

/** Converts the errors of a validator that was compiled with `verbose` to readable messages. */
export function schemaIssues(errors: readonly ErrorObject[], closest: Closest): readonly SchemaIssue[] {
  // A failed `if` only repeats that its `then` or `else` does not match.
  const relevant = errors.filter(({ keyword }) => keyword !== "if");
  return relevant.slice(0, MAX_ISSUES).map((error) => {
    const path = error.instancePath.split("/").slice(1).map(unescaped);
    const message = messageOf(error, path, closest);
    return { path: error.keyword === "additionalProperties" ? [...path, unknownKey(error)] : path, message };
  });
}

/** Formats a path such as `groups[0].stacks`. */
function formatPath(path: readonly string[]): string {
  return path.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** Decodes a part of a JSON Pointer. */
const unescaped = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

const unknownKey = ({ params }: ErrorObject): string => (params as { additionalProperty: string }).additionalProperty;

function messageOf(error: ErrorObject, path: readonly string[], closest: Closest): string {
  const prefix = path.length === 0 ? "" : `${formatPath(path)}: `;
  if (error.keyword === "additionalProperties") {
    const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const near = closest(unknownKey(error), known).map((name) => JSON.stringify(name));
    const hint = near.length === 0 ? "" : `. Did you mean ${near.join(" or ")}?`;
    return `${prefix}unknown key ${JSON.stringify(unknownKey(error))}${hint}`;
  }
  if (error.keyword === "enum") {
    const { allowedValues } = error.params as { allowedValues: readonly unknown[] };
    return `${prefix}expected one of ${allowedValues.map((value) => JSON.stringify(value)).join(", ")}, got ${valueText(error.data)}`;
  }
  if (error.keyword === "const") {
    const { allowedValue } = error.params as { allowedValue: unknown };
    return `${prefix}expected ${JSON.stringify(allowedValue)}, got ${valueText(error.data)}`;
  }
  if (error.keyword === "pattern") {
    const { pattern } = error.params as { pattern: string };
    return `${prefix}expected a string that matches ${pattern}, got ${valueText(error.data)}`;
  }
  if (error.keyword === "maxLength") {
    const { limit } = error.params as { limit: number };
    return `${prefix}expected at most ${limit} characters, got ${String(error.data).length}`;
  }
  if (error.keyword === "minLength") return `${prefix}expected a non-empty string, got ${valueText(error.data)}`;
  if (error.keyword === "required") {
    const { missingProperty } = error.params as { missingProperty: string };
    return `${prefix}missing key ${JSON.stringify(missingProperty)}`;
  }
  const types: Readonly<Record<string, string>> = { array: "an array", object: "an object", string: "a string" };
  const { type } = error.params as { type?: string };
  const expected = types[type ?? ""];
  if (expected === undefined) return `${prefix}${error.message ?? "invalid value"}`;
  return `${prefix}expected ${expected}, got ${valueText(error.data)}`;
}

/** Returns a short value as JSON, or the type of another value. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const json = JSON.stringify(value);
  return json.length > MAX_VALUE_CHARACTERS ? "a longer string" : json;
}
