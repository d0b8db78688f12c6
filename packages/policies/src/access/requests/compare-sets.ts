import { assumeEqual, type AssumedVersions } from "./assume-equal";
import { dimensionOf, type AccessSet, type Constraint, type RequestSet } from "./constraint";
import { Space } from "./space";
import type { Budget } from "./too-complex";

/** How one access set differs from another. */
export type SetComparison =
  | { readonly verdict: "same" | "narrower" }
  | { readonly verdict: "broader" | "undecided"; readonly growths: readonly Growth[] };

/** Requests that are allowed only after a change. */
export interface Growth {
  /** The path of the object that allows the requests, or, before the change, denied them. */
  readonly at: string;
  /**
   * `allowed` if an object allows more requests, `denied` if an object denied the requests before the change, and
   * `unreadable` if the object cannot be read.
   */
  readonly cause: "allowed" | "denied" | "unreadable";
  /** The properties whose constraints alone explain the growth, such as `action`. Empty if several do only together. */
  readonly subjects: readonly string[];
}

/** Decides whether a change allows requests that were not allowed before. */
export function compareSets(before: AccessSet, after: AccessSet, budget: Budget): SetComparison {
  const space = spaceOf(before, after, budget);
  const growths = growthsOf(before, after, space);
  if (growths.length === 0) return { verdict: growthsOf(after, before, space).length > 0 ? "narrower" : "same" };
  // Values that are not known can turn out to be values of the other version. Growth is certain only if it remains then.
  const assumed = assumeEqual(before, after);
  if (assumed === undefined) return { verdict: "broader", growths };
  const certain = certainGrowths(assumed, budget);
  return certain.length === 0 ? { verdict: "undecided", growths } : { verdict: "broader", growths: certain };
}

/** Returns the growths that remain whatever values the unknown values are equal to. */
function certainGrowths({ before, allowed, denied }: AssumedVersions, budget: Budget): readonly Growth[] {
  const space = spaceOf(before, { allowed: allowed.flat(), denied }, budget);
  return allowed.flatMap((variants) => {
    const growths = variants.map((requestSet) => growthsOf(before, { allowed: [requestSet], denied }, space));
    return growths.every(({ length }) => length > 0) ? (growths[0] ?? []) : [];
  });
}

/** Returns requests that are denied before a change and not after it, even if nothing else in the resource allows them. */
export function lostDenial(before: AccessSet, after: AccessSet, budget: Budget): RequestSet | undefined {
  const space = new Space([...before.denied, ...after.denied], budget);
  return before.denied.find((requestSet) => !space.isCovered([requestSet], after.denied));
}

const spaceOf = (before: AccessSet, after: AccessSet, budget: Budget): Space =>
  new Space([...before.allowed, ...before.denied, ...after.allowed, ...after.denied], budget);

/** Returns the requests that are allowed after the change and were not allowed before, one growth for each object. */
function growthsOf(before: AccessSet, after: AccessSet, space: Space): readonly Growth[] {
  const covers = [...before.allowed, ...after.denied];
  // Most objects do not change. They cover themselves.
  const isUnchanged = (requestSet: RequestSet, keys: ReadonlySet<string>) => keys.has(requestSetKey(requestSet));
  const [oldKeys, deniedKeys] = [new Set(before.allowed.map(requestSetKey)), new Set(after.denied.map(requestSetKey))];
  const lostDenials = before.denied.filter((requestSet) => !isUnchanged(requestSet, deniedKeys));
  const growths = new Map<string, Growth>();
  const add = (
    at: string,
    change: "allowed" | "denied",
    requestSets: readonly RequestSet[],
    others: readonly RequestSet[],
  ) => {
    const cause = requestSets.some(isUnreadable) ? "unreadable" : change;
    const key = `${cause} ${at}`;
    if (growths.has(key) || space.isCovered(requestSets, others)) return;
    growths.set(key, { at, cause, subjects: explanations(space, requestSets, others) });
  };
  for (const requestSet of after.allowed) {
    if (!isUnchanged(requestSet, oldKeys)) add(requestSet.at, "allowed", [requestSet], covers);
    for (const denied of lostDenials) add(denied.at, "denied", [requestSet, denied], after.denied);
  }
  return [...growths.values()];
}

/** Identifies a request set. Request sets with the same key contain the same requests. */
const requestSetKey = ({ constraints }: RequestSet): string =>
  constraints
    .map((constraint) => JSON.stringify([dimensionOf(constraint), constraint.term.key, constraint.negated]))
    .sort()
    .join();

/** Whether a request set stands for an object that cannot be read. */
export const isUnreadable = ({ constraints }: RequestSet): boolean =>
  constraints.some(({ term }) => term.kind === "flag" && term.unknown === "structure");

/** Returns the properties without whose constraints the covers would contain all requests. */
function explanations(
  space: Space,
  requestSets: readonly RequestSet[],
  covers: readonly RequestSet[],
): readonly string[] {
  const subjects = new Set(covers.flatMap(({ constraints }) => constraints.map(({ subject }) => subject)));
  return [...subjects].filter((subject) => {
    const relaxed = covers.map((cover) => without(cover, (constraint) => constraint.subject === subject));
    return space.isCovered(requestSets, relaxed);
  });
}

const without = (requestSet: RequestSet, isOmitted: (constraint: Constraint) => boolean): RequestSet => ({
  ...requestSet,
  constraints: requestSet.constraints.filter((constraint) => !isOmitted(constraint)),
});
