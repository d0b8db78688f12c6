/** How a change affects who can access what. */
export type AccessVerdict = "same" | "narrower" | "broader" | "undecided";

/** An aspect of a resource that allows more requests after a change, or that may allow more. */
export interface AccessChange {
  readonly verdict: "broader" | "undecided";
  /** The path in the inputs after the change, or in those before the change if the property was removed. */
  readonly at: string;
  /** What changed, as a clause without values of the inputs. */
  readonly message: string;
}

/** The result of comparing two versions of a resource. */
export interface AccessComparison {
  readonly verdict: AccessVerdict;
  /** The changes that broaden access, and those that may do so. Empty for other verdicts. */
  readonly changes: readonly AccessChange[];
}

/** From the best to the worst result. */
const ORDER: readonly AccessVerdict[] = ["same", "narrower", "undecided", "broader"];

/** Returns the worst of several verdicts. */
export const worstVerdict = (verdicts: readonly AccessVerdict[]): AccessVerdict =>
  ORDER.findLast((verdict) => verdicts.includes(verdict)) ?? "same";

/** Combines the comparisons of several aspects of a resource. */
export const mergeComparisons = (comparisons: readonly AccessComparison[]): AccessComparison => ({
  verdict: worstVerdict(comparisons.map(({ verdict }) => verdict)),
  changes: comparisons.flatMap(({ changes }) => changes),
});
