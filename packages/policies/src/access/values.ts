import { isList, isProperties, isSecret, isUnknown, unwrapSecret, type Unknown, type Value } from "@roadbed/plan";
import { identifierStandIn } from "../kernel/identifiers";
import { textParts } from "../kernel/text-parts";
import { hasReservedCharacters, holeCharacter, holesIn } from "./requests/pattern";
import { TooComplexError } from "./requests/too-complex";

/** Assigns a character to each unknown value in the two versions of a resource, so that patterns can contain it. */
export class Holes {
  readonly #characters = new Map<string, string>();
  readonly #identifiers = new Set<string>();
  readonly #variables = new Set<string>();

  /**
   * Returns the character for an unknown value. Values with the same origin have the same character. A value without an
   * origin is identified by its place.
   *
   * @throws TooComplexError if there are more unknown values than characters
   */
  ofUnknown(unknown: Unknown, place: string): string {
    const { origin } = unknown;
    if (origin?.kind !== "output") return this.#character(`unknown ${place}`);
    const character = this.#character(`output ${origin.resource} ${origin.property}`);
    if (identifierStandIn(origin) !== undefined) this.#identifiers.add(character);
    return character;
  }

  /** Returns the character for a policy variable, which each request replaces with a value. */
  ofVariable(name: string): string {
    const character = this.#character(`variable ${name}`);
    this.#variables.add(character);
    return character;
  }

  /** Whether a part of a string is a value of the program that is not known. */
  hasUnknownValue(text: string): boolean {
    return holesIn(text).some((hole) => !this.#variables.has(hole));
  }

  /** Whether a string is the identifier of a resource that is not known yet, and nothing else. */
  isIdentifier(text: string): boolean {
    return this.#identifiers.has(text);
  }

  #character(label: string): string {
    const known = this.#characters.get(label);
    if (known !== undefined) return known;
    const character = holeCharacter(this.#characters.size);
    if (character === undefined) throw new TooComplexError("too many unknown values");
    this.#characters.set(label, character);
    return character;
  }
}

/**
 * Returns a string in which a hole represents each unknown part. Numbers and booleans are converted, because policy
 * conditions and JavaScript programs contain them in place of strings.
 *
 * @param place - identifies the value, if it has no origin
 * @returns undefined if the value is not a string
 */
export function readString(value: Value, place: string, holes: Holes): string | undefined {
  const inner = unwrapSecret(value);
  if (isUnknown(inner)) {
    const { parts } = textParts(inner);
    if (parts.some((part) => typeof part === "string" && hasReservedCharacters(part))) return undefined;
    return parts
      .map((part, index) => (typeof part === "string" ? part : holes.ofUnknown(part, `${place} ${index}`)))
      .join("");
  }
  if (typeof inner === "number" || typeof inner === "boolean") return String(inner);
  return typeof inner !== "string" || hasReservedCharacters(inner) ? undefined : inner;
}

/** Returns a known string, or the string form of a number or a boolean. Returns undefined for other values. */
export function plainText(value: Value | undefined): string | undefined {
  const inner = unwrapSecret(value ?? null);
  return typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean"
    ? String(inner)
    : undefined;
}

/** Returns the elements of a list, or the value itself as the only element. Null and undefined are no elements. */
export function elementsOf(value: Value | undefined): readonly Value[] {
  const inner = unwrapSecret(value ?? null);
  if (inner === null) return [];
  return isList(inner) ? inner : [inner];
}

/**
 * Returns the strings of a list, or of a single string.
 *
 * @returns undefined if an element is not a string
 */
export function readStrings(value: Value | undefined, place: string, holes: Holes): readonly string[] | undefined {
  const strings = elementsOf(value).map((element, index) => readString(element, `${place} ${index}`, holes));
  return strings.every((text) => text !== undefined) ? strings : undefined;
}

/** Returns a string that is the same for equal values. Unknown values are equal if their origins are. */
export function canonicalForm(value: Value): string {
  if (isSecret(value)) return canonicalForm(value.value);
  if (isUnknown(value)) return `unknown(${originForm(value)})`;
  if (isList(value)) return `[${value.map(canonicalForm).join()}]`;
  if (isProperties(value)) {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${canonicalForm(member)}`);
    return `{${members.sort().join()}}`;
  }
  return JSON.stringify(value);
}

function originForm({ origin }: Unknown): string {
  if (origin?.kind === "output") return JSON.stringify([origin.resource, origin.property]);
  if (origin?.kind === "text") return canonicalForm(origin.parts);
  if (origin?.kind === "json") return canonicalForm(origin.value);
  return origin === undefined ? "" : JSON.stringify(origin.token);
}
