import { distance } from "fastest-levenshtein";

/** A name with more edits than this share of its length is a different name rather than a typo. */
const TOLERANCE = 1 / 3;

/** Returns up to three known names that are similar to a misspelled one, best first. */
export function closestNames(name: string, known: readonly string[]): readonly string[] {
  const target = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, edits: editsTo(target, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(2, name.length * TOLERANCE))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** A name that the other contains at the start of a word counts as one edit: `ecr` in `aws-ecr`, but not in `secrets`. */
function editsTo(target: string, candidate: string): number {
  const inside = target.length > 2 && (hasWords(candidate, target) || hasWords(target, candidate));
  const edits = Math.min(distance(target, candidate), 1 + distance(inOrder(target), inOrder(candidate)));
  return inside ? Math.min(1, edits) : edits;
}

function hasWords(name: string, words: string): boolean {
  for (let at = name.indexOf(words); at !== -1; at = name.indexOf(words, at + 1))
    if (at === 0 || !/[a-z0-9]/.test(name.charAt(at - 1))) return true;
  return false;
}

/** Sorts the words of an ID, since their order is easily mixed up. */
const inOrder = (id: string): string => id.split("-").sort().join("-");

/** The maximum number of known names that a message lists. */
const MAX_LISTED = 5;

/** Returns a message about an unknown name, with similar names or all known ones. */
export function unknownNameMessage(kind: string, name: string, known: readonly string[]): string {
  const similar = closestNames(name, known);
  return `Unknown ${kind} ${JSON.stringify(name)}. ${hint(similar, known)}`;
}

function hint(similar: readonly string[], known: readonly string[]): string {
  if (similar.length > 0) return `Did you mean ${similar.map((name) => JSON.stringify(name)).join(" or ")}?`;
  if (known.length === 0) return "There are none.";
  if (known.length > MAX_LISTED) return `None of the ${known.length} known names is similar.`;
  return `Expected ${known.length === 1 ? "" : "one of "}${known.map((name) => JSON.stringify(name)).join(", ")}.`;
}
