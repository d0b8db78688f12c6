import { distance } from "fastest-levenshtein";

/** More differences than this share of a name are another name, not a slip. */
const TOLERANCE = 1 / 3;

/** Names that may have been meant by a misspelt one, best first: at most three. */
export function closestNames(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, edits: editsTo(wanted, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(2, name.length * TOLERANCE))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** A name that stands in the other, from where a word of it begins, is one edit away: `ecr`, not the one in `secrets`. */
function editsTo(wanted: string, candidate: string): number {
  const inside = wanted.length > 2 && (hasWords(candidate, wanted) || hasWords(wanted, candidate));
  const edits = Math.min(distance(wanted, candidate), 1 + distance(inOrder(wanted), inOrder(candidate)));
  return inside ? Math.min(1, edits) : edits;
}

function hasWords(name: string, words: string): boolean {
  for (let at = name.indexOf(words); at !== -1; at = name.indexOf(words, at + 1))
    if (at === 0 || !/[a-z0-9]/.test(name.charAt(at - 1))) return true;
  return false;
}

/** The words of an id in a fixed order: which comes first is easily mixed up. */
const inOrder = (id: string): string => id.split("-").sort().join("-");

/** Of more names than these a reader finds none. */
const LISTED = 5;

/** A sentence that there is nothing of a name, with the names that may have been meant. */
export function unknownNameMessage(kind: string, name: string, known: readonly string[]): string {
  const near = closestNames(name, known);
  const all = known.length > LISTED ? String(known.length) : known.join(", ");
  const what = known.length === 0 ? "is none" : `${known.length === 1 ? "is" : "are"} ${all}`;
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there ${what}.`;
  return `There is no ${kind} called ${JSON.stringify(name)}; ${hint}`;
}
