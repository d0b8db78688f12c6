import { createHash } from "node:crypto";

/** A part of a list that is too long for one resource. */
export interface Part<T> {
  /** The suffix of the part's name: bits that begin the hashes of its items. Empty if all items are in one part. */
  readonly suffix: string;
  readonly items: readonly T[];
}

/**
 * Divides items into as few parts as fit, by halving parts that do not.
 *
 * @remarks
 * The part of an item depends on the hash of its key. Another item changes only its own part, or divides it, whereas parts of
 * consecutive items would all change.
 *
 * @param fits - whether items fit into a part; a single item must
 */
export function divide<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  fits: (items: readonly T[]) => boolean,
): readonly Part<T>[] {
  const hashed = items.map((item) => ({ item, bits: hashBits(keyOf(item)) }));
  const halve = (part: typeof hashed, suffix: string): readonly Part<T>[] => {
    if (part.length === 0) return [];
    const partItems = part.map(({ item }) => item);
    if (part.length === 1 || fits(partItems)) return [{ suffix, items: partItems }];
    return ["0", "1"].flatMap((bit) =>
      halve(
        part.filter(({ bits }) => bits[suffix.length] === bit),
        suffix + bit,
      ),
    );
  };
  return halve(hashed, "");
}

const hashBits = (key: string): string =>
  Array.from(createHash("sha256").update(key).digest("hex"), (digit) =>
    parseInt(digit, 16).toString(2).padStart(4, "0"),
  ).join("");
