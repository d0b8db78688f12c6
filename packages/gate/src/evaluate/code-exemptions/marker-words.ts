import type { Exemption } from "@roadbed/policies";
import { MARKER } from "./markers";

/** The fields of an exemption comment, as far as they can be read. */
export interface MarkerWords {
  readonly exemption: Pick<Exemption, "rule" | "owner" | "expires" | "reason">;
  /** The offset of each field from the start of the words, in characters. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Errors in the form of the comment. */
  readonly errors: readonly { readonly offset: number; readonly message: string }[];
}

const FIELDS = ["owner", "expires"] as const;
/** The form of an exemption comment. */
const FORM = `${MARKER} RULE owner=OWNER expires=2027-01-31: REASON`;

/**
 * Reads `RULE owner=OWNER expires=DAY: REASON`.
 *
 * @param closest - returns names similar to a misspelled one
 */
export function readMarker(
  words: string,
  closest: (name: string, known: readonly string[]) => readonly string[],
): MarkerWords {
  const end = /:(?=\s|$)/.exec(words)?.index ?? words.length;
  const offsets = new Map<string, number>();
  const values = new Map<string, string>();
  const errors: { offset: number; message: string }[] = [];
  for (const { 0: word, index } of words.slice(0, end).matchAll(/\S+/g)) {
    const at = word.indexOf("=");
    const name = at < 0 ? "rule" : word.slice(0, at);
    const isKnown = name === "rule" || FIELDS.some((field) => field === name);
    if (!isKnown) errors.push({ offset: index, message: unknownField(name, closest) });
    else if (values.has(name)) errors.push({ offset: index, message: repeated(name, word) });
    else {
      offsets.set(name, index + at + 1);
      values.set(name, word.slice(at + 1));
    }
  }
  const reason = words.slice(end + 1).trim();
  if (!values.has("rule")) errors.push({ offset: 0, message: `The rule is missing. Expected ${FORM}.` });
  for (const field of FIELDS)
    if (!values.has(field)) errors.push({ offset: 0, message: `${field}= is missing. Expected ${FORM}.` });
  if (reason === "")
    errors.push({ offset: end, message: `The reason is missing after a colon and a space. Expected ${FORM}.` });
  const [rule = "", owner = "", expires = ""] = ["rule", ...FIELDS].map((name) => values.get(name));
  return { exemption: { rule, owner, expires, reason }, offsets, errors };
}

function unknownField(name: string, closest: (name: string, known: readonly string[]) => readonly string[]): string {
  const [near] = closest(name, FIELDS);
  const hint = near === undefined ? `Expected ${FORM}.` : `Did you mean ${JSON.stringify(near)}?`;
  return `Unknown field ${JSON.stringify(name)}. ${hint}`;
}

function repeated(name: string, word: string): string {
  return name === "rule"
    ? `Expected one rule, got ${JSON.stringify(word)} as well. Write a comment for each exemption, with the reason after a colon.`
    : `${name} is given twice.`;
}
