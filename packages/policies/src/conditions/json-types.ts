import { tryEvaluate } from "../kernel/check-session";
import { listOf } from "../kernel/connectives";
import type { Issue } from "../kernel/check-result";

/** The type that an API documents for a field of a JSON document. */
export type JsonType = "string" | "integer" | "boolean" | JsonArrayType | JsonMapType | JsonObjectType;

/** An array whose elements have the same type. */
export type JsonArrayType = readonly [elements: JsonType];

/** An object whose names are data. */
export interface JsonMapType {
  readonly "*": JsonType;
}

/** An object with known fields. The types of other fields are not checked. */
export interface JsonObjectType {
  readonly [name: string]: JsonType;
}

type Fields = Readonly<Record<string, unknown>>;

/** Returns the fields of an object whose type differs from the documented type. Null counts as not set, as in Go. */
export const fieldTypeIssues = (object: object, types: JsonObjectType): readonly Issue[] =>
  listOf(
    ...Object.entries(types).map(
      ([name, type]) =>
        () =>
          issuesOfField(object, name, type),
    ),
  );

function issuesOfField(object: object, name: string, type: JsonType): readonly Issue[] {
  const read = tryEvaluate(() => (object as Fields)[name]);
  // A value that is not known yet has the type that its provider documents.
  if (read.reasons !== undefined || read.value === undefined) return [];
  const { value } = read;
  if (!hasType(value, type))
    return [{ at: object, message: `${name} has another type than ${describe(type)}, which the API requires` }];
  return innerIssues(value, name, type, object);
}

/** Returns the issues of the elements of an array or the fields of an object, which has the documented type itself. */
function innerIssues(value: unknown, name: string, type: JsonType, holder: object): readonly Issue[] {
  if (typeof type === "string") return [];
  if (isArrayType(type)) return elementIssues(value as readonly unknown[], name, type, holder);
  if (!isMapType(type)) return fieldTypeIssues(value as object, type);
  const names = Object.keys(value as object);
  return listOf(...names.map((key) => () => issuesOfField(value as object, key, type["*"])));
}

function elementIssues(
  elements: readonly unknown[],
  name: string,
  [type]: JsonArrayType,
  holder: object,
): readonly Issue[] {
  const hasWrongType = tryEvaluate(() => elements.some((element) => !hasType(element, type)));
  if (hasWrongType.reasons === undefined && hasWrongType.value)
    return [
      { at: holder, message: `an element of ${name} has another type than ${describe(type)}, which the API requires` },
    ];
  return typeof type === "string" ? [] : elements.flatMap((element) => innerIssues(element, name, type, holder));
}

function hasType(value: unknown, type: JsonType): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (typeof type === "string") return typeof value === type;
  return typeof value === "object" && Array.isArray(value) === isArrayType(type);
}

const isArrayType = (type: JsonType): type is JsonArrayType => Array.isArray(type);
const isMapType = (type: JsonMapType | JsonObjectType): type is JsonMapType => Object.hasOwn(type, "*");

/** Returns a JSON type with its article. */
function describe(type: JsonType): string {
  if (isArrayType(type)) return "an array";
  if (typeof type === "object") return "an object";
  return type === "integer" ? "an integer" : `a ${type}`;
}
