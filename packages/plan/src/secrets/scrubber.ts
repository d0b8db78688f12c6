import { SECRET_MASK } from "../model";
import { containsCredential, findCredentials, matchCredentialPatterns, type Span } from "./find-credentials";
import { encodingsOf } from "./secret-encodings";
import { SecretIndex, type Match } from "./secret-index";

/** Shorter texts contain no secrets. */
const MIN_TEXT_LENGTH = 3;
/** Shorter texts in base64 are too short for a script with a credential. */
const MIN_ENCODED_LENGTH = 24;

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
    if (isEncodedCredential(text)) return this.#mask(text);
    const known = [...this.#known.find(text), ...this.#known.findTruncated(text)];
    return this.#hide(text, [...known, ...matchesIn(text, findCredentials(text))]);
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

/** Whether a text is a script in base64, such as user data, that contains a credential. */
function isEncodedCredential(text: string): boolean {
  const encoded = text.trim();
  if (encoded.length < MIN_ENCODED_LENGTH || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(encoded)) return false;
  const decoded = Buffer.from(encoded, "base64").toString();
  return !decoded.includes("\uFFFD") && containsCredential(decoded);
}
