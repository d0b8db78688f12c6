import { CREDENTIAL_SHAPES } from "@roadbed/plan";

/** What stands in place of a secret. */
export const HIDDEN = "[secret]";

/** Shorter secrets stand in too many innocent words to be found by their value. */
const SHORTEST_LENGTH = 3;
/** Secrets shorter than this count only as a word of their own: a secret "prod" is not the "prod" of "product". */
const SHORTEST_INSIDE_WORD_LENGTH = 8;

/** What stands in a place where credentials stand. It may be a placeholder: hiding that too does no harm. */
const CREDENTIAL_PLACES: readonly RegExp[] = [
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)/gi, // scheme://user:password@host
  /(?<=\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:basic|bearer)\s)[\w.~+/=-]{8,}/gi,
];

type Span = readonly [start: number, end: number];

/**
 * Hides secrets in text: those it was given, by their value, and whatever is shaped like a credential. Every text of a
 * report goes through one of these, whatever produced it.
 */
export class Scrubber {
  /** The secrets by their first characters, so that the time does not grow with their number. */
  readonly #byStart = new Map<string, string[]>();

  /** @param secrets the values to hide, with each line of those that have several */
  constructor(secrets: Iterable<string>) {
    const wanted = new Set<string>();
    for (const secret of secrets) for (const form of spellings(secret)) wanted.add(form);
    for (const form of wanted) {
      const start = form.slice(0, SHORTEST_LENGTH);
      const others = this.#byStart.get(start);
      if (others === undefined) this.#byStart.set(start, [form]);
      else others.push(form);
    }
  }

  scrub(text: string): string {
    return hide(text, [...this.#known(text), ...shaped(text)]);
  }

  *#known(text: string): Iterable<Span> {
    if (this.#byStart.size === 0) return;
    for (let start = 0; start <= text.length - SHORTEST_LENGTH; start += 1) {
      for (const form of this.#byStart.get(text.slice(start, start + SHORTEST_LENGTH)) ?? []) {
        const end = start + form.length;
        if (!text.startsWith(form, start)) continue;
        if (form.length >= SHORTEST_INSIDE_WORD_LENGTH || standsAlone(text, start, end)) yield [start, end];
      }
    }
  }
}

/** The ways a secret is written when a program prints it: as it is, line by line, inside JSON, in base64, in a URL. */
function* spellings(secret: string): Iterable<string> {
  const whole = secret.trim();
  if (whole.length < SHORTEST_LENGTH) return;
  yield whole;
  yield JSON.stringify(whole).slice(1, -1);
  const bytes = Buffer.from(whole);
  yield encodeURIComponent(bytes.toString()); // not of `whole`: half a surrogate pair would make it throw
  yield bytes.toString("base64");
  for (const line of whole.split(/[\r\n]+/)) if (line.trim().length >= SHORTEST_INSIDE_WORD_LENGTH) yield line.trim();
}

function standsAlone(text: string, start: number, end: number): boolean {
  const word = /[\p{L}\p{N}_-]/u;
  return !word.test(text.charAt(start - 1)) && !word.test(text.charAt(end));
}

function* shaped(text: string): Iterable<Span> {
  for (const shape of [...CREDENTIAL_SHAPES, ...CREDENTIAL_PLACES])
    for (const { index, 0: match } of text.matchAll(shape)) yield [index, index + match.length];
}

/** Overlapping spans become one, so that no tail of the second secret is left behind the first. */
function hide(text: string, spans: Span[]): string {
  let result = "";
  let done = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    if (start >= done) result += text.slice(done, start) + HIDDEN;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}
