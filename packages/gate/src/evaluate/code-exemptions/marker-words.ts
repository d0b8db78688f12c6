import type { Exemption } from "@roadbed/policies";
import { MARKER } from "./markers";

/** What the words of a comment say, as far as they can be read. */
export interface MarkerWords {
  readonly exemption: Pick<Exemption, "rule" | "owner" | "expires" | "reason">;
  /** Where each part stands, in characters from the start of the words. */
  readonly offsets: ReadonlyMap<string, number>;
  /** What is wrong with the form; sentences. */
  readonly faults: readonly { readonly offset: number; readonly message: string }[];
}

const FIELDS = ["owner", "expires"] as const;
/** How it is written. */
const FORM = `${MARKER} RULE owner=OWNER expires=2027-01-31: REASON`;

/**
 * Reads `RULE owner=OWNER expires=DAY: REASON`.
 *
 * @param closest names that may have been meant by a misspelt one
 */
export function readMarker(
  words: string,
  closest: (name: string, known: readonly string[]) => readonly string[],
): MarkerWords {
  const end = /:(?=\s|$)/.exec(words)?.index ?? words.length;
  const offsets = new Map<string, number>();
  const values = new Map<string, string>();
  const faults: { offset: number; message: string }[] = [];
  for (const { 0: word, index } of words.slice(0, end).matchAll(/\S+/g)) {
    const at = word.indexOf("=");
    const name = at < 0 ? "rule" : word.slice(0, at);
    const isKnown = name === "rule" || FIELDS.some((field) => field === name);
    if (!isKnown) faults.push({ offset: index, message: unknownField(name, closest) });
    else if (values.has(name)) faults.push({ offset: index, message: repeated(name, word) });
    else {
      offsets.set(name, index + at + 1);
      values.set(name, word.slice(at + 1));
    }
  }
  const reason = words.slice(end + 1).trim();
  if (!values.has("rule")) faults.push({ offset: 0, message: `It names no rule: write ${FORM}.` });
  for (const field of FIELDS)
    if (!values.has(field)) faults.push({ offset: 0, message: `An exemption needs ${field}=: write ${FORM}.` });
  if (reason === "")
    faults.push({ offset: end, message: `An exemption needs a reason, after a colon and a space: write ${FORM}.` });
  const [rule = "", owner = "", expires = ""] = ["rule", ...FIELDS].map((name) => values.get(name));
  return { exemption: { rule, owner, expires, reason }, offsets, faults };
}

function unknownField(name: string, closest: (name: string, known: readonly string[]) => readonly string[]): string {
  const [near] = closest(name, FIELDS);
  const hint = near === undefined ? `write ${FORM}.` : `did you mean ${near}?`;
  return `An exemption has no ${JSON.stringify(name)}; ${hint}`;
}

function repeated(name: string, word: string): string {
  return name === "rule"
    ? `${JSON.stringify(word)} is a second rule; write each exemption in a comment of its own, and the reason after a colon.`
    : `${name} is said twice.`;
}
