import { createHash } from "node:crypto";
import { isList, isProperties, type Value } from "@roadbed/plan";

/** Enough that two findings of one rule in one resource never meet by chance, and short in a file under review. */
const DIGEST_CHARACTERS = 16;

/** A printable value as text that does not depend on the order of its members. */
export function contentText(value: Value): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: Value): unknown {
  if (isList(value)) return value.map(sorted);
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  // As pairs, so that no name has a meaning of its own.
  return { members: entries.map(([name, member]) => [name, sorted(member)]) };
}

/** The digest of a text, in hexadecimal. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGEST_CHARACTERS);
}
