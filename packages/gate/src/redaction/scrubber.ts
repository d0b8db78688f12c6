import { CREDENTIAL_PATTERNS } from "@roadbed/plan";

/** The string that replaces a secret. */
export const HIDDEN = "[secret]";

/** The minimum length of a secret. Shorter secrets occur in too many ordinary words. */
const MIN_LENGTH = 3;
/** The minimum length of a secret that matches inside a word. The shorter secret "prod" does not match "product". */
const MIN_LENGTH_INSIDE_WORD = 8;

/** Matches values in places where credentials are expected. */
const CREDENTIAL_PLACES: readonly RegExp[] = [
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)/gi, // scheme://user:password@host
  /(?<=\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:basic|bearer)\s)[\w.~+/=-]{8,}/gi,
];

type Span = readonly [start: number, end: number];

/**
 * Hides secrets in strings: known secrets by their values, and all strings that look like credentials. A scrubber
 * processes all strings of a report.
 */
export class Scrubber {
  /** The secrets by their first characters, so that the time for a search does not depend on the number of secrets. */
  readonly #byStart = new Map<string, string[]>();

  /** @param secrets - the values to hide; each line of a multi-line value is hidden as well */
  constructor(secrets: Iterable<string>) {
    const wanted = new Set<string>();
    for (const secret of secrets) for (const form of encodings(secret)) wanted.add(form);
    for (const form of wanted) {
      const start = form.slice(0, MIN_LENGTH);
      const sameStart = this.#byStart.get(start);
      if (sameStart === undefined) this.#byStart.set(start, [form]);
      else sameStart.push(form);
    }
  }

  /** Returns a string in which all secrets are hidden. */
  scrub(text: string): string {
    return hide(text, [...this.#known(text), ...credentialSpans(text)]);
  }

  *#known(text: string): Iterable<Span> {
    if (this.#byStart.size === 0) return;
    for (let start = 0; start <= text.length - MIN_LENGTH; start += 1) {
      for (const form of this.#byStart.get(text.slice(start, start + MIN_LENGTH)) ?? []) {
        const end = start + form.length;
        if (!text.startsWith(form, start)) continue;
        if (form.length >= MIN_LENGTH_INSIDE_WORD || isCompleteWord(text, start, end)) yield [start, end];
      }
    }
  }
}

/**
 * Yields the encodings of a secret that a program may print: unchanged, in JSON, in a URL, in base64, and line by line.
 */
function* encodings(secret: string): Iterable<string> {
  const trimmed = secret.trim();
  if (trimmed.length < MIN_LENGTH) return;
  yield trimmed;
  yield JSON.stringify(trimmed).slice(1, -1);
  const bytes = Buffer.from(trimmed);
  yield encodeURIComponent(bytes.toString()); // encoding `trimmed` would throw for a lone surrogate
  yield bytes.toString("base64");
  for (const line of trimmed.split(/[\r\n]+/)) if (line.trim().length >= MIN_LENGTH_INSIDE_WORD) yield line.trim();
}

function isCompleteWord(text: string, start: number, end: number): boolean {
  const word = /[\p{L}\p{N}_-]/u;
  return !word.test(text.charAt(start - 1)) && !word.test(text.charAt(end));
}

function* credentialSpans(text: string): Iterable<Span> {
  for (const pattern of [...CREDENTIAL_PATTERNS, ...CREDENTIAL_PLACES])
    for (const { index, 0: match } of text.matchAll(pattern)) yield [index, index + match.length];
}

/** Replaces spans. Overlapping spans are merged, so that no part of a secret remains. */
function hide(text: string, spans: Span[]): string {
  let result = "";
  let done = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    if (start >= done) result += text.slice(done, start) + HIDDEN;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}
