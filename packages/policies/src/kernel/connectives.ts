import type { UndecidedReason } from "../model/rule-result";
import { unknownElements, knownSlot, List, type Slot, slotsOf } from "./list";
import { inputPathOf, INPUT_PATH } from "./input-path";
import { addReasons, tryEvaluate, tryEvaluateLenient, throwUndecided } from "./check-session";

/** A condition that is evaluated only when its result is needed. */
type Condition = () => unknown;

/**
 * Returns whether all conditions are true. One condition that is known to be false decides the result, even if other
 * conditions read unknown values. In contrast, `a && b` is undecided at the first unknown value.
 */
export function allOf(...conditions: readonly Condition[]): boolean {
  return !anyYields(conditions, false);
}

/**
 * Returns whether any condition is true. One condition that is known to be true decides the result, even if other
 * conditions read unknown values.
 */
export function anyOf(...conditions: readonly Condition[]): boolean {
  return anyYields(conditions, true);
}

/** Returns whether any condition yields `expected`. */
function anyYields(conditions: readonly Condition[], expected: boolean): boolean {
  const reasons: UndecidedReason[] = [];
  let undecided = false;
  for (const condition of conditions) {
    const outcome = tryEvaluateLenient(undecided, condition);
    if (outcome.reasons) {
      undecided = true;
      addReasons(reasons, outcome.reasons);
    } else if (Boolean(outcome.value) === expected) return true;
  }
  if (undecided) throwUndecided(reasons);
  return false;
}

/**
 * Returns whether a list has any elements. One element that certainly belongs to the list decides the result, even if its
 * value is unknown. In contrast, `length` is undecided if it is unknown whether any element belongs to the list.
 */
export function isNotEmpty(list: readonly unknown[] | undefined): boolean {
  const slots = list === undefined ? [] : slotsOf(list);
  if (slots.length > 0 && slots.every(({ reasons }) => reasons !== undefined))
    throwUndecided(slots.flatMap(({ reasons }) => reasons ?? []));
  return slots.length > 0;
}

/** A value, a list of values, or nothing. */
export type OneOrMany<E> = E | readonly E[] | undefined;

/**
 * Returns one list with the elements of all parts. Each part is a value, a list, undefined, or a function that returns one
 * of these. If a part that is passed as a function is unknown, the other parts stay known.
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

/** Returns an object that provides the properties of another object under new names. Each property is read on access. */
export function renameProperties<P extends object, const N extends Readonly<Record<string, keyof P>>>(
  props: P,
  names: N,
): { readonly [K in keyof N]: P[N[K]] } {
  const renamed = Object.create(null) as object;
  for (const [name, original] of Object.entries(names))
    Object.defineProperty(renamed, name, { get: () => props[original], enumerable: true });
  const path = inputPathOf(props);
  if (path) Object.defineProperty(renamed, INPUT_PATH, { value: path });
  return renamed as { readonly [K in keyof N]: P[N[K]] };
}

/** Returns a property, including an empty string, which a read of the inputs takes for "not set". */
function memberOf<V>(props: Readonly<Record<string, V>>, name: string): V | undefined {
  const member = Object.getOwnPropertyDescriptor(props, name);
  return member?.get === undefined ? props[name] : (member.get() as V);
}

/**
 * Returns the names and values of an object whose property names are data, such as tags. If one value is unknown, the other
 * values stay known.
 */
export function entries<V>(props: Readonly<Record<string, V>> | undefined): readonly (readonly [string, V])[] {
  if (props === undefined) return listOf();
  const pairs = Object.keys(props).map((name): Slot => {
    const pair = new List([knownSlot(name), { read: () => memberOf(props, name) }]);
    return { ...knownSlot(pair.view), path: inputPathOf(props)?.child(name) };
  });
  return new List(pairs, inputPathOf(props)).view as unknown as readonly (readonly [string, V])[];
}
