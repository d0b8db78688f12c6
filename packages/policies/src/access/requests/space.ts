import { dimensionOf, type Constraint, type FlagTerm, matchesAny, type RequestSet } from "./constraint";
import { isSubpattern } from "./match-vectors";
import { acceptsEverything, widen } from "./pattern";
import { termVectors } from "./term-vectors";
import type { Budget } from "./too-complex";

/** The terms of one dimension, and the combinations in which requests match them. */
interface Dimension {
  readonly name: string;
  readonly bits: ReadonlyMap<string, bigint>;
  readonly vectors: readonly bigint[];
}

/** The terms of one dimension that a request must match, and those that it must not match. */
interface Mask {
  readonly matched: bigint;
  readonly unmatched: bigint;
}

const NO_MASK: Mask = { matched: 0n, unmatched: 0n };

/**
 * The space of all requests, divided by the constraints of some request sets. A request set contains either all or none of the
 * requests that match the same terms. Questions about infinitely many requests therefore have finitely many cases.
 */
export class Space {
  readonly #dimensions: readonly Dimension[];
  readonly #implied: ReadonlyMap<FlagTerm, readonly Constraint[]>;
  readonly #masks = new Map<RequestSet, readonly Mask[]>();
  readonly #budget: Budget;

  /** @throws TooComplexError if the division exceeds the budget */
  constructor(requestSets: readonly RequestSet[], budget: Budget) {
    this.#budget = budget;
    this.#implied = impliedByFlags(
      requestSets.flatMap(({ constraints }) => constraints),
      budget,
    );
    const constraints = requestSets.flatMap((requestSet) => this.#withImplied(requestSet));
    this.#dimensions = [...byDimension(constraints)].map(([name, own]) => dimension(name, own, budget));
  }

  /**
   * Whether every request that is in all of some request sets is also in one of the other request sets.
   *
   * @throws TooComplexError if the answer exceeds the budget
   */
  isCovered(intersection: readonly RequestSet[], covers: readonly RequestSet[]): boolean {
    this.#budget.spend(1 + this.#dimensions.length);
    const all = intersection.map((requestSet) => this.#masksOf(requestSet));
    const masks = this.#dimensions.map((_, at) => union(all.map((each) => each[at] ?? NO_MASK)));
    const isEmpty = this.#dimensions.some(({ vectors }, at) => !vectors.some((vector) => meets(vector, masks[at])));
    if (isEmpty) return true;
    const coverMasks = covers.map((cover) => this.#masksOf(cover));
    return new Covering(this.#dimensions, masks, coverMasks, this.#budget).isComplete();
  }

  /**
   * Whether some request passes a test of the request sets that contain it. `isInside` takes the index of a request set and
   * returns whether it contains the request.
   *
   * @throws TooComplexError if the answer exceeds the budget
   */
  someCell(requestSets: readonly RequestSet[], test: (isInside: (index: number) => boolean) => boolean): boolean {
    const masks = requestSets.map((requestSet) => this.#masksOf(requestSet));
    let cells = new Map([["", new Set(requestSets.keys())]]);
    for (const [at, { vectors }] of this.#dimensions.entries()) {
      const next = new Map<string, Set<number>>();
      for (const cell of cells.values())
        for (const vector of vectors) {
          this.#budget.spend(1 + cell.size);
          const inside = new Set([...cell].filter((index) => meets(vector, masks[index]?.[at])));
          next.set([...inside].join(), inside);
        }
      cells = next;
    }
    return [...cells.values()].some((cell) => test((index) => cell.has(index)));
  }

  #masksOf(requestSet: RequestSet): readonly Mask[] {
    const known = this.#masks.get(requestSet);
    if (known !== undefined) return known;
    const constraints = byDimension(this.#withImplied(requestSet));
    const masks = this.#dimensions.map(({ name, bits }) =>
      union(
        (constraints.get(name) ?? []).map(({ term, negated }) => {
          const bit = bits.get(term.key) ?? 0n;
          return negated ? { matched: 0n, unmatched: bit } : { matched: bit, unmatched: 0n };
        }),
      ),
    );
    this.#masks.set(requestSet, masks);
    return masks;
  }

  #withImplied({ constraints }: RequestSet): readonly Constraint[] {
    const implied = constraints.flatMap(({ term, negated }) =>
      term.kind === "flag" && !negated ? (this.#implied.get(term) ?? []) : [],
    );
    return [...constraints, ...implied];
  }
}

function byDimension(constraints: readonly Constraint[]): ReadonlyMap<string, readonly Constraint[]> {
  const result = new Map<string, Constraint[]>();
  for (const constraint of constraints) {
    const name = dimensionOf(constraint);
    const listed = result.get(name);
    if (listed === undefined) result.set(name, [constraint]);
    else listed.push(constraint);
  }
  return result;
}

const union = (masks: readonly Mask[]): Mask =>
  masks.reduce(
    (all, mask) => ({ matched: all.matched | mask.matched, unmatched: all.unmatched | mask.unmatched }),
    NO_MASK,
  );

/** Whether a request that matches the terms of a vector meets the constraints of a mask. */
const meets = (vector: bigint, { matched, unmatched }: Mask = NO_MASK): boolean =>
  (vector & matched) === matched && (vector & unmatched) === 0n;

function dimension(name: string, constraints: readonly Constraint[], budget: Budget): Dimension {
  const terms = [...new Map(constraints.map(({ term }) => [term.key, term])).values()];
  const bits = new Map(terms.map(({ key }, index) => [key, 1n << BigInt(index)]));
  return { name, bits, vectors: termVectors(terms, budget) };
}

/** Returns the constraints that a request meets if it matches the pattern of a flag, whatever its holes contain. */
function impliedByFlags(
  constraints: readonly Constraint[],
  budget: Budget,
): ReadonlyMap<FlagTerm, readonly Constraint[]> {
  const flags = constraints.filter(({ term }) => term.kind === "flag");
  const implied = new Map<FlagTerm, readonly Constraint[]>();
  for (const { subject, term } of flags) {
    if (term.kind !== "flag" || term.pattern === undefined) continue;
    const { pattern } = term;
    const others = flags.filter((other) => {
      if (other.subject !== subject || other.term.kind !== "flag" || other.term.key === term.key) return false;
      return other.term.pattern !== undefined && isSubpattern(pattern, other.term.pattern, budget);
    });
    const widened = widen(pattern);
    implied.set(term, [
      ...others.map((other) => ({ ...other, negated: false })),
      ...(acceptsEverything(widened) ? [] : [matchesAny(subject, [widened])]),
    ]);
  }
  return implied;
}

/** Decides whether some request sets cover a request set, one dimension after the other. */
class Covering {
  readonly #dimensions: readonly Dimension[];
  readonly #requestSet: readonly Mask[];
  readonly #covers: readonly (readonly Mask[])[];
  readonly #budget: Budget;
  readonly #known = new Map<string, boolean>();

  constructor(
    dimensions: readonly Dimension[],
    requestSet: readonly Mask[],
    covers: readonly (readonly Mask[])[],
    budget: Budget,
  ) {
    this.#dimensions = dimensions;
    this.#requestSet = requestSet;
    this.#covers = covers;
    this.#budget = budget;
  }

  isComplete(): boolean {
    return this.#isCovered(
      0,
      this.#covers.map((_, index) => index),
    );
  }

  /** Whether the covers contain all requests of the request set, in the dimensions from a position on. */
  #isCovered(at: number, covers: readonly number[]): boolean {
    if (covers.length === 0) return false;
    if (at === this.#dimensions.length) return true;
    const key = `${at}:${covers.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const covered = this.#parts(at, covers).every((part) => this.#isCovered(at + 1, part));
    this.#known.set(key, covered);
    return covered;
  }

  /**
   * Returns the covers that contain each part of the request set in one dimension. Omits parts with more covers than another
   * part, because they are covered if the other part is.
   */
  #parts(at: number, covers: readonly number[]): readonly (readonly number[])[] {
    const { vectors = [] } = this.#dimensions[at] ?? {};
    const parts = new Map<string, readonly number[]>();
    for (const vector of vectors) {
      if (!meets(vector, this.#requestSet[at])) continue;
      this.#budget.spend(1 + covers.length);
      const part = covers.filter((cover) => meets(vector, this.#covers[cover]?.[at]));
      parts.set(part.join(), part);
    }
    return smallest([...parts.values()], this.#budget);
  }
}

/** Returns the sets that contain no other set. */
function smallest(sets: readonly (readonly number[])[], budget: Budget): readonly (readonly number[])[] {
  const kept: ReadonlySet<number>[] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length)) {
    budget.spend(kept.length);
    const members = new Set(set);
    if (!kept.some((other) => [...other].every((member) => members.has(member)))) kept.push(members);
  }
  return kept.map((members) => [...members]);
}
