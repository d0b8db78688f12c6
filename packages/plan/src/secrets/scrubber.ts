import { SECRET_MASK } from "../model";
import { containsCredential, findCredentials, matchCredentialPatterns, type Span } from "./find-credentials";
import { encodingsOf } from "./secret-encodings";

/** The number of characters by which secrets are looked up. */
const START_LENGTH = 3;
/** Shorter secrets match only complete words: a secret "prod" does not match "product". */
const MIN_LENGTH_INSIDE_WORDS = 8;

/** How much of a secret is hidden at the end of a truncated text. */
const MIN_TRUNCATED_LENGTH = 6;
const MAX_TRUNCATED_LENGTH = 1000;

/** Shorter texts in base64 are too short for a script with a credential. */
const MIN_ENCODED_LENGTH = 24;

/** Returns what replaces a secret. */
export type Mask = (secret: string) => string;

/**
 * Hides secrets in strings: known secrets by their value, and everything that looks like a credential. Every string that
 * Roadbed writes goes through a scrubber.
 */
export class Scrubber {
  /** The forms of the secrets, by their first characters, so that the time does not depend on their number. */
  readonly #byStart = new Map<string, (readonly [form: string, secret: string])[]>();
  readonly #mask: Mask;

  /** @param secrets - the values to hide, in all encodings; each line of a value with several lines is hidden as well */
  constructor(secrets: Iterable<string>, mask: Mask = () => SECRET_MASK) {
    this.#mask = mask;
    const secretOf = new Map<string, string>();
    for (const secret of secrets) for (const form of encodingsOf(secret)) secretOf.set(form, secret);
    for (const [form, secret] of secretOf) {
      const start = form.slice(0, START_LENGTH);
      const sameStart = this.#byStart.get(start);
      if (sameStart === undefined) this.#byStart.set(start, [[form, secret]]);
      else sameStart.push([form, secret]);
    }
  }

  /** Hides known secrets and everything that looks like a credential. */
  scrub(text: string): string {
    if (text.length < START_LENGTH) return text;
    if (isEncodedCredential(text)) return this.#mask(text);
    return this.#hide(text, [...this.#known(text, MIN_LENGTH_INSIDE_WORDS), ...matchesIn(text, findCredentials(text))]);
  }

  /**
   * Hides known secrets and the patterns of credentials in a name that the reader needs, such as a URN or a file. Short
   * secrets are kept, because they are common words, such as "api".
   */
  scrubName(name: string): string {
    return this.#hide(name, [...this.#known(name, Infinity), ...matchesIn(name, matchCredentialPatterns(name))]);
  }

  /** @param wordLength - shorter secrets match only complete words; with `Infinity`, they do not match at all */
  *#known(text: string, wordLength: number): Iterable<Match> {
    if (this.#byStart.size === 0) return;
    yield* this.#knownIn(text, wordLength, (index) => index);
    yield* this.#truncatedIn(text);
    if (!/[\r\n]/.test(text)) return;
    // A secret can be wrapped at the width of a line.
    const kept = [...text.matchAll(/[^\r\n]/g)].map(({ index }) => index);
    yield* this.#knownIn(text.replaceAll(/[\r\n]/g, ""), wordLength, (index) => kept[index] ?? text.length);
  }

  *#knownIn(text: string, wordLength: number, toOriginal: (index: number) => number): Iterable<Match> {
    for (let start = 0; start <= text.length - START_LENGTH; start += 1)
      for (const [form, secret] of this.#byStart.get(text.slice(start, start + START_LENGTH)) ?? []) {
        if (!text.startsWith(form, start)) continue;
        const end = start + form.length;
        const isLong = form.length >= MIN_LENGTH_INSIDE_WORDS;
        if (isLong || (wordLength !== Infinity && isWord(text, start, end)))
          yield [toOriginal(start), toOriginal(end - 1) + 1, secret];
      }
  }

  /** Finds the beginning of a secret at the end of a truncated text. */
  *#truncatedIn(text: string): Iterable<Match> {
    const end = text.endsWith("…") ? text.length - 1 : text.length;
    for (let start = Math.max(0, end - MAX_TRUNCATED_LENGTH); start <= end - MIN_TRUNCATED_LENGTH; start += 1) {
      const part = text.slice(start, end);
      const match = this.#byStart.get(part.slice(0, START_LENGTH))?.find(([form]) => form.startsWith(part));
      if (match !== undefined) yield [start, end, match[1]];
    }
  }

  /** Replaces matches. Overlapping matches become one, so that no part of a secret is left. */
  #hide(text: string, matches: Match[]): string {
    let result = "";
    let done = 0;
    for (const [start, end, secret] of matches.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (start >= done) result += text.slice(done, start) + this.#mask(secret);
      done = Math.max(done, end);
    }
    return result + text.slice(done);
  }
}

type Match = readonly [...span: Span, secret: string];

const matchesIn = (text: string, spans: readonly Span[]): Match[] =>
  spans.map((span) => [...span, text.slice(...span)]);

function isWord(text: string, start: number, end: number): boolean {
  const word = /[\p{L}\p{N}_-]/u;
  return !word.test(text.charAt(start - 1)) && !word.test(text.charAt(end));
}

/** Whether a text is a script in base64, such as user data, that contains a credential. */
function isEncodedCredential(text: string): boolean {
  const encoded = text.trim();
  if (encoded.length < MIN_ENCODED_LENGTH || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(encoded)) return false;
  const decoded = Buffer.from(encoded, "base64").toString();
  return !decoded.includes("\uFFFD") && containsCredential(decoded);
}
