import type { Doubt } from "../model";
import { gap, known, List, type Slot, slotsOf } from "./list";
import { placeOf, PLACE } from "./place";
import { addDoubts, attempt, attemptWhile, raise } from "./run";

type Condition = () => unknown;

/**
 * Whether all conditions hold. Known as soon as one is known not to, also if others read unknown values: `a && b` is
 * as sound, but gives up at the first unknown.
 */
export function both(...conditions: readonly Condition[]): boolean {
  return !holds(conditions, false);
}

/** Whether any condition holds. Known as soon as one is known to, also if others read unknown values. */
export function either(...conditions: readonly Condition[]): boolean {
  return holds(conditions, true);
}

/** Whether any condition comes out as `wanted`. */
function holds(conditions: readonly Condition[], wanted: boolean): boolean {
  const doubts: Doubt[] = [];
  let open = false;
  for (const condition of conditions) {
    const outcome = attemptWhile(open, condition);
    if (outcome.doubts) {
      open = true;
      addDoubts(doubts, outcome.doubts);
    } else if (Boolean(outcome.value) === wanted) return true;
  }
  if (open) raise(doubts);
  return false;
}

/** Whether a list has any element. Known as soon as one surely belongs to it, be its value unknown; `length` needs all. */
export function exists(list: readonly unknown[] | undefined): boolean {
  const slots = list === undefined ? [] : slotsOf(list);
  if (slots.length > 0 && slots.every(({ doubts }) => doubts !== undefined))
    raise(slots.flatMap(({ doubts }) => doubts ?? []));
  return slots.length > 0;
}

export type OneOrMany<E> = E | readonly E[] | undefined;

/**
 * One list of all the parts: each a value, a list, nothing, or a function that gives one of these. A part that is given
 * as a function may be unknown without hiding what is known of the others.
 */
export function listed<E>(...parts: readonly (OneOrMany<E> | (() => OneOrMany<E>))[]): readonly E[] {
  const slots: Slot[] = [];
  for (const part of parts) {
    const outcome = typeof part === "function" ? attempt(part as () => OneOrMany<E>) : { value: part };
    if (outcome.doubts) slots.push(gap(outcome.doubts));
    else if (outcome.value !== undefined) for (const slot of slotsOf(outcome.value)) slots.push(slot);
  }
  return new List(slots).view as readonly E[];
}

/** The same object under other property names, each read only when it is asked for. */
export function rename<P extends object, const N extends Readonly<Record<string, keyof P>>>(
  props: P,
  names: N,
): { readonly [K in keyof N]: P[N[K]] } {
  const renamed = Object.create(null) as object;
  for (const [name, original] of Object.entries(names))
    Object.defineProperty(renamed, name, { get: () => props[original], enumerable: true });
  const place = placeOf(props);
  if (place) Object.defineProperty(renamed, PLACE, { value: place });
  return renamed as { readonly [K in keyof N]: P[N[K]] };
}

/** Names and values of an object whose names are data, such as tags. An unknown value does not hide the others. */
export function entries<V>(props: Readonly<Record<string, V>> | undefined): readonly (readonly [string, V])[] {
  if (props === undefined) return listed();
  const pairs = Object.keys(props).map((name): Slot => {
    const pair = new List([known(name), { read: () => props[name] }]);
    return { ...known(pair.view), place: placeOf(props)?.child(name) };
  });
  return new List(pairs, placeOf(props)).view as unknown as readonly (readonly [string, V])[];
}
