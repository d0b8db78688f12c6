import type { Exemption } from "@roadbed/policies";
import { MARKER } from "./exemption-comments";

/** The fields of an exemption comment, as far as they can be parsed. */
export interface ParsedComment {
  readonly exemption: Pick<Exemption, "rule" | "owner" | "expires" | "reason">;
  /** The offset of each field's value from the end of the marker, in characters. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Syntax errors in the comment. */
  readonly errors: readonly { readonly offset: number; readonly message: string }[];
}

const FIELDS = ["owner", "expires"] as const;
/** The syntax of an exemption comment. */
const FORM = `${MARKER} RULE owner=OWNER expires=2027-01-31: REASON`;

/**
 * Parses the text after the marker of an exemption comment: `RULE owner=OWNER expires=DAY: REASON`.
 *
 * @param closest - returns names similar to a misspelled one
 */
export function parseExemptionComment(
  words: string,
  closest: (name: string, known: readonly string[]) => readonly string[],
): ParsedComment {
  const end = /:(?=\s|$)/.exec(words)?.index ?? words.length;
  const offsets = new Map<string, number>();
  const values = new Map<string, string>();
  const errors: { offset: number; message: string }[] = [];
  for (const { 0: word, index } of words.slice(0, end).matchAll(/\S+/g)) {
    const separator = word.indexOf("=");
    const name = separator < 0 ? "rule" : word.slice(0, separator);
    const isKnown = name === "rule" || FIELDS.some((field) => field === name);
    if (!isKnown) errors.push({ offset: index, message: unknownField(name, closest) });
    else if (values.has(name)) errors.push({ offset: index, message: repeatedField(name, word) });
    else {
      offsets.set(name, index + separator + 1);
      values.set(name, word.slice(separator + 1));
    }
  }
  const reason = words.slice(end + 1).trim();
  if (!values.has("rule")) errors.push({ offset: 0, message: `The rule is missing. Expected ${FORM}.` });
  for (const field of FIELDS)
    if (!values.has(field))
      errors.push({ offset: 0, message: `The field ${JSON.stringify(field)} is missing. Expected ${FORM}.` });
  if (reason === "")
    errors.push({
      offset: end,
      message: `The reason, which follows a colon and a space, is missing. Expected ${FORM}.`,
    });
  const [rule = "", owner = "", expires = ""] = ["rule", ...FIELDS].map((name) => values.get(name));
  return { exemption: { rule, owner, expires, reason }, offsets, errors };
}

function unknownField(name: string, closest: (name: string, known: readonly string[]) => readonly string[]): string {
  const [suggestion] = closest(name, FIELDS);
  const hint = suggestion === undefined ? `Expected ${FORM}.` : `Did you mean ${JSON.stringify(suggestion)}?`;
  return `Unknown field ${JSON.stringify(name)}. ${hint}`;
}

function repeatedField(name: string, word: string): string {
  return name === "rule"
    ? `Expected one rule, got a second one: ${JSON.stringify(word)}. Write one comment for each exemption, and write the reason after a colon.`
    : `The field ${JSON.stringify(name)} is given more than once.`;
}
