import { makeSecret, UNKNOWN, unknownFrom, type Unknown, type Value } from "@roadbed/plan";
import { toValue } from "./plain-values";
import { textParts } from "./text-parts";

/** Delimit the position of an unknown part in placeholders. Documents that contain these private characters are not read. */
const [START, END] = ["\uE000", "\uE001"];
const PLACEHOLDER = new RegExp(`${START}(\\d+)${END}`);
const RESERVED = new RegExp(`[${START}${END}]|\\\\ue00[01]`, "i");

/**
 * Returns the JSON document that an unknown string contains, with unknown values at the positions of its unknown parts.
 *
 * @returns undefined if the unknown parts can change the structure of the document
 */
export function partialDocument(unknown: Unknown): Value | undefined {
  if (unknown.origin?.kind === "json") return unknown.origin.value;
  const { parts, secret } = textParts(unknown);
  const template = new JsonTemplate();
  for (const part of parts) if (!template.add(part)) return undefined;
  const document = template.parse();
  return document !== undefined && secret ? makeSecret(document) : document;
}

/** A JSON document in which placeholders represent the unknown parts. */
class JsonTemplate {
  #json = "";
  #inString = false;
  #escaped = false;
  readonly #values: Value[] = [];
  /** The positions of the values that replace any JSON, rather than exactly one value. */
  readonly #raw = new Set<number>();

  /** Appends a part, and returns whether this is possible. */
  add(part: string | Unknown): boolean {
    if (typeof part === "string") return this.#addLiteral(part);
    const isJson = part.origin?.kind === "json";
    if (this.#escaped || (this.#inString && isJson)) return false;
    const index = this.#values.length;
    const placeholder = `${START}${index}${END}`;
    if (!this.#inString && !isJson) this.#raw.add(index);
    this.#values.push(part.origin?.kind === "json" ? part.origin.value : this.#inString ? part : UNKNOWN);
    this.#json += this.#inString ? placeholder : `"${placeholder}"`;
    return true;
  }

  #addLiteral(literal: string): boolean {
    if (RESERVED.test(literal)) return false;
    for (const character of literal) {
      if (this.#escaped) this.#escaped = false;
      else if (character === "\\") this.#escaped = true;
      else if (character === '"') this.#inString = !this.#inString;
    }
    this.#json += literal;
    return true;
  }

  /** Returns the document, or undefined if the known parts are not a valid document. */
  parse(): Value | undefined {
    try {
      return toValue(JSON.parse(this.#json, (_, value: unknown) => this.#restore(value)));
    } catch {
      // The document is then unknown as a whole, as any other unknown string.
      return undefined;
    }
  }

  #restore(value: unknown): unknown {
    if (typeof value === "string") return this.#restoreString(value);
    if (typeof value !== "object" || value === null) return value;
    // An unknown part can contain several elements of an array.
    if (Array.isArray(value)) return value.some((element) => element === RAW) ? UNKNOWN : value;
    if (Object.keys(value).some((name) => name.includes(START))) return UNKNOWN;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, member === RAW ? UNKNOWN : (member as unknown)]),
    );
  }

  #restoreString(value: string): unknown {
    const pieces = value.split(PLACEHOLDER);
    if (pieces.length === 1) return value;
    // The captured positions alternate with the known parts.
    const parts = pieces.map((piece, at) => (at % 2 === 0 ? piece : (this.#values[Number(piece)] as Value)));
    const [before, only, after] = parts;
    if (parts.length > 3 || before !== "" || after !== "") return unknownFrom({ kind: "text", parts });
    return this.#raw.has(Number(pieces[1])) ? RAW : only;
  }
}

/** Represents an unknown part in the place of a value. */
const RAW = Symbol("raw");
