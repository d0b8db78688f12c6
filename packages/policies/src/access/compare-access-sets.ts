import type { AccessChange, AccessComparison } from "./comparison";
import { compareSets, isUnreadable, lostDenial, type Growth } from "./requests/compare-sets";
import type { AccessSet } from "./requests/constraint";
import { Budget, TooComplexError } from "./requests/too-complex";

/** How to compare two access sets. */
export interface SetOptions {
  /** The path of the property that contains both sets. */
  readonly at: string;
  /** Whether other policies can allow requests as well, so that each denial matters. */
  readonly othersAllow?: boolean;
}

/** The steps that a comparison can take: below a second, and far more than the policies of AWS's size limits need. */
const STEPS = 300_000;

const LOST_DENIAL = "denies fewer requests, which other policies may allow";
const UNREADABLE = "is not known or not valid in one of the versions";

/** Compares two access sets and describes the difference. */
export function compareAccessSets(
  read: (budget: Budget) => { readonly before: AccessSet; readonly after: AccessSet },
  { at, othersAllow = false }: SetOptions,
): AccessComparison {
  const budget = new Budget(STEPS);
  try {
    const { before, after } = read(budget);
    const comparison = compareSets(before, after, budget);
    if (comparison.verdict === "broader" || comparison.verdict === "undecided") {
      const { verdict, growths } = comparison;
      return { verdict, changes: changesOf(growths, verdict, at) };
    }
    const lost = othersAllow ? lostDenial(before, after, budget) : undefined;
    if (lost !== undefined) return undecided(at, isUnreadable(lost) ? UNREADABLE : LOST_DENIAL);
    return { verdict: comparison.verdict, changes: [] };
  } catch (error) {
    if (!(error instanceof TooComplexError)) throw error;
    return undecided(at, TOO_COMPLEX);
  }
}

/** The result of comparing inputs that are too complex. */
export const TOO_COMPLEX = "is too complex to compare";

/** Returns the result of a comparison that cannot be decided. */
export const undecided = (at: string, message: string): AccessComparison => ({
  verdict: "undecided",
  changes: [{ verdict: "undecided", at, message }],
});

/** Removed objects are reported at the property that contained them. */
function changesOf(growths: readonly Growth[], verdict: AccessChange["verdict"], at: string): readonly AccessChange[] {
  const changes = growths.map((growth): AccessChange => {
    return { verdict, at: growth.cause === "allowed" ? growth.at : at, message: describe(growth, verdict) };
  });
  return [...new Map(changes.map((change) => [`${change.at} ${change.message}`, change])).values()];
}

function describe({ cause, subjects }: Growth, verdict: "broader" | "undecided"): string {
  const may = verdict === "undecided";
  if (cause === "unreadable") return UNREADABLE;
  if (cause === "denied") return may ? "may deny fewer requests" : "denies fewer requests";
  const [subject] = subjects;
  if (subject?.startsWith("condition") === true)
    return may ? "may allow requests under weaker conditions" : "allows requests under weaker conditions";
  const noun = subject === undefined ? undefined : NOUNS[subject];
  return `${may ? "may allow" : "allows"} more ${noun ?? "requests"}`;
}

/** What the values of a property are called. */
const NOUNS: Readonly<Record<string, string>> = {
  action: "actions",
  address: "addresses",
  namespace: "namespaces",
  peer: "sources or destinations",
  policy: "policies",
  port: "ports",
  principal: "principals",
  protocol: "protocols",
  resource: "resources",
  role: "roles",
  scope: "resources",
  verb: "verbs",
};
