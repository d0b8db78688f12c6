import { createHash } from "node:crypto";
import { isList, isProperties, type Value } from "@roadbed/plan";

/**
 * The length of a digest: long enough to avoid collisions within a resource, and short enough for a file that people
 * review.
 */
const DIGEST_CHARACTERS = 16;

/** Returns a printable value as JSON that does not depend on the order of its members. */
export function canonicalJson(value: Value): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: Value): unknown {
  if (isList(value)) return value.map(sorted);
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Use pairs, so that a member name such as `__proto__` has no special effect.
  return { members: entries.map(([name, member]) => [name, sorted(member)]) };
}

/** Returns the digest of a string in hexadecimal. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGEST_CHARACTERS);
}
