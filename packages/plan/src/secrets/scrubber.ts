import { SECRET_MASK } from "../model";
import { decodeText } from "./decode-text";
import { findCredentials, matchCredentialPatterns, type Span } from "./find-credentials";
import { encodingsOf } from "./secret-encodings";
import { SecretIndex, type Match } from "./secret-index";

/** Shorter texts contain no secrets. */
const MIN_TEXT_LENGTH = 3;
/** Matches parts of a text that can be base64. Shorter parts are too short for a text with a secret. */
const ENCODED = /[\w+/-]{24,}={0,2}/g;

/** Returns what replaces a secret. */
export type Mask = (secret: string) => string;

/**
 * Hides secrets in strings: known secrets by their value, and everything that looks like a credential. Every string that
 * Roadbed writes goes through a scrubber.
 */
export class Scrubber {
  readonly #known: SecretIndex;
  readonly #mask: Mask;

  /** @param secrets - the values to hide, in all encodings; each line of a value with several lines is hidden as well */
  constructor(secrets: Iterable<string>, mask: Mask = () => SECRET_MASK) {
    this.#mask = mask;
    this.#known = new SecretIndex(secrets, encodingsOf);
  }

  /** Hides known secrets and everything that looks like a credential. */
  scrub(text: string): string {
    if (text.length < MIN_TEXT_LENGTH) return text;
    if (this.#isEncodedSecret(text)) return this.#mask(text);
    const encoded = [...text.matchAll(ENCODED)]
      .filter(([part]) => this.#isEncodedSecret(part))
      .map(({ index, 0: part }): Span => [index, index + part.length]);
    const matches = matchesIn(text, [...encoded, ...findCredentials(text)]);
    return this.#hide(text, [...this.#known.find(text), ...this.#known.findTruncated(text), ...matches]);
  }

  /** Whether a text in base64 or hexadecimal, such as user data, contains a secret, which can itself be encoded. */
  #isEncodedSecret(text: string): boolean {
    const decoded = decodeText(text);
    return decoded !== undefined && this.scrub(decoded) !== decoded;
  }

  /**
   * Hides known secrets and the patterns of credentials in a name that the reader needs, such as a URN or a file. Short
   * secrets are kept, because they are common words, such as "api".
   */
  scrubName(name: string): string {
    const known = [...this.#known.find(name, "long"), ...this.#known.findTruncated(name)];
    return this.#hide(name, [...known, ...matchesIn(name, matchCredentialPatterns(name))]);
  }

  /** Hides secrets in a name like `scrubName`, except parts of secrets: the name is complete and must stay unique. */
  scrubIdentifier(name: string): string {
    return this.#hide(name, [...this.#known.find(name, "long"), ...matchesIn(name, matchCredentialPatterns(name))]);
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

const matchesIn = (text: string, spans: readonly Span[]): Match[] =>
  spans.map((span) => [...span, text.slice(...span)]);
