import { closest, distance } from "fastest-levenshtein";
import * as pulumi from "@pulumi/pulumi";
import { inspect } from "node:util";
import { isPlainValue } from "./argument-values";

/** A shorter beginning does not show which name was meant. */
const MIN_BEGINNING = 3;
/** The maximum number of names that a message lists. Longer lists are shortened. */
const MAX_LISTED_NAMES = 16;
const MAX_NAMES_IN_SHORTENED_LIST = 3;
const MAX_VALUE_CHARACTERS = 80;

/** Returns a string as a double-quoted literal. */
export const quote = (value: string): string => JSON.stringify(value);

/** Returns alternatives as a list: `a`, `a or b`, or `a, b, or c`. */
export function alternatives(values: readonly string[]): string {
  if (values.length <= 2) return values.join(" or ");
  return `${values.slice(0, -1).join(", ")}, or ${values.at(-1) ?? ""}`;
}

/** Returns names separated by commas. Long lists are shortened: `a, b, c, and 17 more`. */
export function joinNames(names: readonly string[]): string {
  if (names.length <= MAX_LISTED_NAMES) return names.join(", ");
  const listed = names.slice(0, MAX_NAMES_IN_SHORTENED_LIST);
  return `${listed.join(", ")}, and ${names.length - listed.length} more`;
}

/**
 * Returns the known name that is most similar to a misspelled or shortened name, or `undefined` if no known name is similar. The case
 * of letters makes no difference: `infrequent` stands for `INFREQUENT_ACCESS`.
 */
export function similarName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lowercase = name.toLowerCase();
  const isBeginning = name.length >= MIN_BEGINNING;
  // A beginning that only one known name has: `oldest` stands for `oldest-message`.
  const completed = isBeginning ? onlyOne(known, (each) => each.toLowerCase().startsWith(lowercase)) : undefined;
  if (completed !== undefined) return completed;
  const nearest = nearestName(name, known);
  // A third of the characters may differ: `scanOnPsuh` stands for `scanOnPush`, but `color` does not.
  if (distance(lowercase, nearest.toLowerCase()) <= Math.ceil(nearest.length / 3)) return nearest;
  // A word that only one known name contains: `message` stands for `oldest-message`.
  return isBeginning ? onlyOne(known, (each) => wordsOf(each).includes(lowercase)) : undefined;
}

/** Returns the only known name that meets a condition, or `undefined`. */
function onlyOne(known: readonly string[], condition: (name: string) => boolean): string | undefined {
  const matches = known.filter(condition);
  return matches.length === 1 ? matches[0] : undefined;
}

/** Returns the words of a name in lowercase: those of `INFREQUENT_ACCESS` are `infrequent` and `access`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/** Returns the known name with the fewest different characters. The case of letters makes no difference. */
function nearestName(name: string, known: readonly string[]): string {
  const lowercase = known.map((each) => each.toLowerCase());
  return known[lowercase.indexOf(closest(name.toLowerCase(), lowercase))] ?? name;
}

/** Returns a remedy for an unknown name, which suggests a similar name or lists the known names. */
export function suggestName(name: string, known: readonly string[]): string {
  const similar = similarName(name, known);
  if (similar !== undefined) return `Did you mean ${quote(similar)}?`;
  if (known.length === 0) return "Remove it.";
  if (known.length > MAX_LISTED_NAMES) {
    return `The closest of the ${known.length} known names is ${quote(nearestName(name, known))}.`;
  }
  return `Use ${alternatives(known)}.`;
}

/** Longer strings are shortened before they are searched for URLs. */
const MAX_SEARCHED_CHARACTERS = 1000;
const URL_PARTS = /([a-z][a-z0-9+.-]*:\/\/)([^\s/?#]*@)?([^\s/?#]*)([/?#]\S+)?/gi;

/**
 * Returns a string without the logins, paths, and queries of URLs. The URLs of integrations contain keys in these parts, and can be
 * passed to the wrong argument.
 */
const withoutKeys = (value: string): string =>
  value
    .slice(0, MAX_SEARCHED_CHARACTERS)
    .replace(URL_PARTS, (url: string, scheme: string, login?: string, host = "", path?: string) =>
      login === undefined && path === undefined ? url : `${scheme}${host}/…`,
    );

/** Returns a short description of a value for messages: a literal, or the kind of value. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (typeof value === "object" && value !== null) return describeObject(value);
  if (typeof value === "function") return "a function";
  if (typeof value !== "string") return inspect(value);
  const shown = withoutKeys(value);
  return quote(shown.length > MAX_VALUE_CHARACTERS ? `${shown.slice(0, MAX_VALUE_CHARACTERS)}…` : shown);
}

function describeObject(value: object): string {
  if (pulumi.Output.isInstance(value)) return "an output";
  if (!isPlainValue<unknown>(value)) return "a promise";
  if (value instanceof Date) return "a date";
  return pulumi.Resource.isInstance(value) ? `a resource of type ${resourceType(value)}` : "an object";
}

/** Returns the type of a resource as in its URN: `aws:sqs/queue:Queue`. */
function resourceType(resource: pulumi.Resource): string {
  const { __pulumiType: type } = resource as unknown as Readonly<Record<string, unknown>>;
  return typeof type === "string" ? type : resource.constructor.name;
}
