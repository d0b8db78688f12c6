import type { Span } from "./find-credentials";

/** The number of characters by which secrets are looked up. */
const START_LENGTH = 3;
/** Shorter secrets match only complete words: a secret "prod" does not match "product". */
const MIN_LENGTH_INSIDE_WORDS = 8;

/** How much of a secret is found at the end of a truncated text. */
const MIN_TRUNCATED_LENGTH = 6;
const MAX_TRUNCATED_LENGTH = 1000;
/** More ellipses are not from truncated texts. */
const MAX_ELLIPSES = 100;

/** Matches what can interrupt a secret without separating it: codes of a terminal, line breaks, and invisible characters. */
const INTERRUPTIONS = /(?!\s)\p{Cc}\[[\d;?]*[A-Za-z]|[\r\n]+[ \t]*|[\p{Cc}\p{Cf}]/gu;

/** A secret in a text, and where the text contains it. */
export type Match = readonly [...span: Span, secret: string];

/** Finds known secrets in texts. */
export class SecretIndex {
  /** The forms of the secrets, by their first characters, so that the time does not depend on their number. */
  readonly #byStart = new Map<string, (readonly [form: string, secret: string])[]>();

  /** @param formsOf - returns the forms in which a text can contain a secret */
  constructor(secrets: Iterable<string>, formsOf: (secret: string) => Iterable<string>) {
    const secretOf = new Map<string, string>();
    for (const secret of secrets) for (const form of formsOf(secret)) secretOf.set(form, secret);
    for (const [form, secret] of secretOf) {
      const start = form.slice(0, START_LENGTH);
      const sameStart = this.#byStart.get(start);
      if (sameStart === undefined) this.#byStart.set(start, [[form, secret]]);
      else sameStart.push([form, secret]);
    }
  }

  /**
   * Finds the secrets that a text contains completely.
   *
   * @param lengths - `long` ignores short secrets, which are common words
   */
  *find(text: string, lengths: "all" | "long" = "all"): Iterable<Match> {
    if (this.#byStart.size === 0) return;
    yield* this.#findIn(text, lengths, (index) => index);
    // A secret can be wrapped at the width of a line, or contain colors.
    const { joined, originals } = withoutInterruptions(text);
    if (joined !== text) yield* this.#findIn(joined, lengths, (index) => originals[index] ?? text.length);
  }

  *#findIn(text: string, lengths: "all" | "long", toOriginal: (index: number) => number): Iterable<Match> {
    for (let start = 0; start <= text.length - START_LENGTH; start += 1)
      for (const [form, secret] of this.#byStart.get(text.slice(start, start + START_LENGTH)) ?? []) {
        if (!text.startsWith(form, start)) continue;
        const end = start + form.length;
        const isLong = form.length >= MIN_LENGTH_INSIDE_WORDS;
        if (isLong || (lengths === "all" && isWord(text, start, end)))
          yield [toOriginal(start), toOriginal(end - 1) + 1, secret];
      }
  }

  /** Finds the beginning of a secret at the end of a truncated text, and before ellipses in the text. */
  *findTruncated(text: string): Iterable<Match> {
    if (this.#byStart.size === 0) return;
    const ellipses = [...text.matchAll(/(?<!…)…/g)].slice(0, MAX_ELLIPSES);
    for (const end of [...ellipses.map(({ index }) => index), text.length]) yield* this.#findTruncatedAt(end, text);
  }

  *#findTruncatedAt(end: number, text: string): Iterable<Match> {
    for (let start = Math.max(0, end - MAX_TRUNCATED_LENGTH); start <= end - MIN_TRUNCATED_LENGTH; start += 1) {
      const part = text.slice(start, end);
      const match = this.#byStart.get(part.slice(0, START_LENGTH))?.find(([form]) => form.startsWith(part));
      if (match !== undefined) yield [start, end, match[1]];
    }
  }
}

/** Returns a text without interruptions, and the original position of each character. */
function withoutInterruptions(text: string): { readonly joined: string; readonly originals: readonly number[] } {
  let joined = "";
  const originals: number[] = [];
  const keep = (start: number, end: number): void => {
    joined += text.slice(start, end);
    for (let index = start; index < end; index += 1) originals.push(index);
  };
  let done = 0;
  for (const { index, 0: interruption } of text.matchAll(INTERRUPTIONS)) {
    keep(done, index);
    done = index + interruption.length;
  }
  if (done === 0) return { joined: text, originals };
  keep(done, text.length);
  return { joined, originals };
}

function isWord(text: string, start: number, end: number): boolean {
  const word = /[\p{L}\p{N}_-]/u;
  return !word.test(text.charAt(start - 1)) && !word.test(text.charAt(end));
}
