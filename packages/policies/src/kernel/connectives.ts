import type { UndecidedReason } from "../model/rule-result";
import { unknownElements, knownSlot, List, type Slot, slotsOf } from "./list";
import { inputPathOf, INPUT_PATH } from "./input-path";
import { addReasons, tryEvaluate, tryEvaluateLenient, throwUndecided } from "./check-run";

type Condition = () => unknown;

/**
 * Whether all conditions hold. Known as soon as one is known not to, also if others read unknown values: `a && b` is
 * as sound, but gives up at the first unknown.
 */
export function allOf(...conditions: readonly Condition[]): boolean {
  return !holds(conditions, false);
}

/** Whether any condition holds. Known as soon as one is known to, also if others read unknown values. */
export function anyOf(...conditions: readonly Condition[]): boolean {
  return holds(conditions, true);
}

/** Whether any condition comes out as `wanted`. */
function holds(conditions: readonly Condition[], wanted: boolean): boolean {
  const reasons: UndecidedReason[] = [];
  let open = false;
  for (const condition of conditions) {
    const outcome = tryEvaluateLenient(open, condition);
    if (outcome.reasons) {
      open = true;
      addReasons(reasons, outcome.reasons);
    } else if (Boolean(outcome.value) === wanted) return true;
  }
  if (open) throwUndecided(reasons);
  return false;
}

/** Whether a list has any element. Known as soon as one surely belongs to it, be its value unknown; `length` needs all. */
export function isNotEmpty(list: readonly unknown[] | undefined): boolean {
  const slots = list === undefined ? [] : slotsOf(list);
  if (slots.length > 0 && slots.every(({ reasons }) => reasons !== undefined))
    throwUndecided(slots.flatMap(({ reasons }) => reasons ?? []));
  return slots.length > 0;
}

export type OneOrMany<E> = E | readonly E[] | undefined;

/**
 * One list of all the parts: each a value, a list, nothing, or a function that gives one of these. A part that is given
 * as a function may be unknown without hiding what is known of the others.
 */
export function listOf<E>(...parts: readonly (OneOrMany<E> | (() => OneOrMany<E>))[]): readonly E[] {
  const slots: Slot[] = [];
  for (const part of parts) {
    const outcome = typeof part === "function" ? tryEvaluate(part as () => OneOrMany<E>) : { value: part };
    if (outcome.reasons) slots.push(unknownElements(outcome.reasons));
    else if (outcome.value !== undefined) for (const slot of slotsOf(outcome.value)) slots.push(slot);
  }
  return new List(slots).view as readonly E[];
}

/** The same object under other property names, each read only when it is asked for. */
export function renameProperties<P extends object, const N extends Readonly<Record<string, keyof P>>>(
  props: P,
  names: N,
): { readonly [K in keyof N]: P[N[K]] } {
  const renamed = Object.create(null) as object;
  for (const [name, original] of Object.entries(names))
    Object.defineProperty(renamed, name, { get: () => props[original], enumerable: true });
  const place = inputPathOf(props);
  if (place) Object.defineProperty(renamed, INPUT_PATH, { value: place });
  return renamed as { readonly [K in keyof N]: P[N[K]] };
}

/** Names and values of an object whose names are data, such as tags. An unknown value does not hide the others. */
export function entries<V>(props: Readonly<Record<string, V>> | undefined): readonly (readonly [string, V])[] {
  if (props === undefined) return listOf();
  const pairs = Object.keys(props).map((name): Slot => {
    const pair = new List([knownSlot(name), { read: () => props[name] }]);
    return { ...knownSlot(pair.view), path: inputPathOf(props)?.child(name) };
  });
  return new List(pairs, inputPathOf(props)).view as unknown as readonly (readonly [string, V])[];
}
