import type { RequestSet } from "./constraint";
import { Space } from "./space";
import type { Budget } from "./too-complex";

/** A rule in a list in which the first rule that matches a request decides. */
export interface OrderedRule {
  readonly requestSet: RequestSet;
  readonly allows: boolean;
}

/** Rules in the order in which they apply. Requests that no rule matches are denied. */
export type OrderedRules = readonly OrderedRule[];

/** Returns the rule that allows requests which the other rules do not allow, or undefined if there is none. */
export function firstGrowth(before: OrderedRules, after: OrderedRules, budget: Budget): OrderedRule | undefined {
  const space = new Space(
    [...before, ...after].map(({ requestSet }) => requestSet),
    budget,
  );
  let growth: OrderedRule | undefined;
  space.someCell(
    [...before, ...after].map(({ requestSet }) => requestSet),
    (isInside) => {
      const old = before.find((_, index) => isInside(index));
      const current = after.find((_, index) => isInside(before.length + index));
      if (current?.allows !== true || old?.allows === true) return false;
      growth = current;
      return true;
    },
  );
  return growth;
}
