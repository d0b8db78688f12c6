import { distance } from "fastest-levenshtein";

/** The maximum share of characters in which a misspelled name differs from the known name. */
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

/**
 * Returns the edit distance. The distance is at most 1 if one name contains the other at the start of a word: `ecr` in
 * `aws-ecr`, but not in `secrets`.
 */
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

/** Returns an ID with its words sorted, because their order is easily confused. */
const inOrder = (id: string): string => id.split("-").sort().join("-");

/** The maximum number of known names that a message lists. */
const MAX_LISTED = 15;

/** Returns a message about an unknown name that suggests similar names, or lists the known names. */
export function unknownNameMessage(kind: string, name: string, known: readonly string[]): string {
  const similar = closestNames(name, known);
  return `Unknown ${kind} ${JSON.stringify(name)}. ${hint(kind, similar, known)}`;
}

function hint(kind: string, similar: readonly string[], known: readonly string[]): string {
  if (similar.length > 0) return `Did you mean ${similar.map((name) => JSON.stringify(name)).join(" or ")}?`;
  if (known.length === 0) return `There are no ${kind}s.`;
  if (known.length > MAX_LISTED) return `None of the ${known.length} ${kind}s has a similar name.`;
  return `Expected ${known.length === 1 ? "" : "one of "}${known.map((name) => JSON.stringify(name)).join(", ")}.`;
}
