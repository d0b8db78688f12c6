import type { Doubt } from "../model";
import { PLACE, type Place } from "./place";
import { addDoubts, attempt, attemptWhile, type Outcome, raise } from "./run";

/** One place of a list. */
export interface Slot {
  /** The element. Raises if it is unknown. */
  readonly read: () => unknown;
  /** Where the element comes from, also after `map` and `filter`. */
  readonly place?: Place | undefined;
  /** Set if it is not known whether the element belongs to the list. */
  readonly doubts?: readonly Doubt[] | undefined;
  /** Stands for any number of elements, none of them known; `doubts` is set. */
  readonly gap?: boolean;
}

type Callback = (value: unknown, index?: number, list?: unknown) => unknown;

/**
 * A list of which some elements, or even how many there are, may be unknown. To a rule it is an array: the methods that
 * have an answer in spite of unknown elements give it, every other use raises when it meets one.
 */
export class List {
  readonly slots: readonly Slot[];
  readonly place: Place | undefined;
  #view: readonly unknown[] | undefined;
  #settled: boolean | undefined;

  constructor(slots: readonly Slot[], place?: Place) {
    this.slots = slots;
    this.place = place;
  }

  /** What rules get to see. */
  get view(): readonly unknown[] {
    return (this.#view ??= new Proxy(new ListTarget(this), handler));
  }

  /** Whether it is known which elements there are, if not what they are. */
  get settled(): boolean {
    return (this.#settled ??= this.slots.every((slot) => slot.doubts === undefined));
  }

  /** The slots, for uses that need to know how many there are. */
  settledSlots(): readonly Slot[] {
    if (this.settled) return this.slots;
    raise(this.slots.flatMap((slot) => slot.doubts ?? []));
  }
}

class ListTarget extends Array<never> {
  readonly #list: List;

  constructor(list: List) {
    super();
    this.#list = list;
  }

  static listOf(target: unknown): List {
    return (target as ListTarget).#list;
  }
}

// Symbol.for, as for the run: two copies of this package know each other's lists.
const LIST: unique symbol = Symbol.for("@roadbed/policies:list") as never;

/** The list behind a view, or undefined for anything else. */
export function listBehind(value: unknown): List | undefined {
  return Array.isArray(value) ? (value as { [LIST]?: List })[LIST] : undefined;
}

/** The slots of what a rule joins to a list or answers with: a list's own, a value as one. */
export function slotsOf(value: unknown): readonly Slot[] {
  const list = listBehind(value);
  if (list !== undefined) return list.slots;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map(known);
}

export const known = (value: unknown): Slot => ({ read: () => value });
export const gap = (doubts: readonly Doubt[]): Slot => ({ read: () => raise(doubts), doubts, gap: true });

/** Calls back with the element alone, unless the callback declares that it wants to know the position. */
function call(list: List, callback: Callback, slot: Slot, index: number): unknown {
  if (callback.length < 2) return callback(slot.read());
  list.settledSlots();
  return callback(slot.read(), index, list.view);
}

/** Whether any element fulfils the condition, which is known as soon as one does that surely belongs to the list. */
function anyElement(list: List, condition: Callback): boolean {
  const doubts: Doubt[] = [];
  for (const [index, slot] of list.slots.entries()) {
    const open = doubts.length > 0 || slot.doubts !== undefined;
    const outcome = slot.gap ? { doubts: [] } : attemptWhile(open, () => call(list, condition, slot, index));
    if (outcome.doubts === undefined && !outcome.value) continue;
    if (outcome.doubts === undefined && slot.doubts === undefined) return true;
    addDoubts(doubts, slot.doubts);
    addDoubts(doubts, outcome.doubts);
  }
  if (doubts.length > 0) raise(doubts);
  return false;
}

/** What is known of an element after a callback: the doubts of both, or the callback's answer. */
function answer(list: List, callback: Callback, slot: Slot, index: number): Outcome<unknown> {
  const outcome = attemptWhile(slot.doubts !== undefined, () => call(list, callback, slot, index));
  return outcome.doubts ? { doubts: [...(slot.doubts ?? []), ...outcome.doubts] } : outcome;
}

function keep(list: List, condition: Callback): List {
  const slots = list.slots.flatMap((slot, index): readonly Slot[] => {
    if (slot.gap) return [slot];
    const { doubts, ...outcome } = answer(list, condition, slot, index);
    if (doubts) return [{ ...slot, doubts }];
    return "value" in outcome && outcome.value ? [slot] : [];
  });
  return new List(slots, list.place);
}

function transform(list: List, callback: Callback): List {
  const slots = list.slots.map((slot, index): Slot => {
    if (slot.gap) return slot;
    const outcome = answer(list, callback, slot, index);
    return { ...slot, read: outcome.doubts ? () => raise(outcome.doubts) : () => outcome.value };
  });
  return new List(slots, list.place);
}

function flatten(list: List): List {
  const slots = list.slots.flatMap((slot): readonly Slot[] => {
    if (slot.gap) return [slot];
    const outcome = attempt(slot.read);
    if (outcome.doubts) return [gap(outcome.doubts)];
    return slotsOf(outcome.value).map((inner) => ({
      ...inner,
      place: inner.place ?? slot.place,
      doubts: slot.doubts || inner.doubts ? [...(slot.doubts ?? []), ...(inner.doubts ?? [])] : undefined,
    }));
  });
  return new List(slots, list.place);
}

/** The index among the slots of the first element that fulfils the condition. Raises as soon as an earlier one might. */
function firstSlot(list: List, condition: Callback): number {
  for (const [index, slot] of list.slots.entries()) {
    if (!call(list, condition, slot, index)) continue;
    if (slot.doubts) raise(slot.doubts);
    return index;
  }
  return -1;
}

const same = (wanted: unknown) => (value: unknown) => Object.is(value, wanted) || value === wanted;

/** The methods that cope with unknown elements. Everything else is Array.prototype's own, which reads element by element. */
const methods = {
  some: (list: List, condition: Callback) => anyElement(list, condition),
  every: (list: List, condition: Callback) => !anyElement(list, negated(condition)),
  includes: (list: List, wanted: unknown) => anyElement(list, same(wanted)),
  filter: (list: List, condition: Callback) => keep(list, condition).view,
  map: (list: List, callback: Callback) => transform(list, callback).view,
  flatMap: (list: List, callback: Callback) => flatten(transform(list, callback)).view,
  concat: (list: List, ...others: unknown[]) => new List([...list.slots, ...others.flatMap(slotsOf)], list.place).view,
  find: (list: List, condition: Callback) => list.slots[firstSlot(list, condition)]?.read(),
  findIndex: (list: List, condition: Callback) => {
    const index = firstSlot(list, condition);
    if (index !== -1) list.settledSlots();
    return index;
  },
} as const;

function negated(condition: Callback): Callback {
  return condition.length < 2 ? (value) => !condition(value) : (value, index, list) => !condition(value, index, list);
}

const isMethod = (key: PropertyKey): key is keyof typeof methods => Object.hasOwn(methods, key);

/** The position a property name stands for, or undefined. */
function positionOf(key: PropertyKey): number | undefined {
  return typeof key === "string" && /^(0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
}

const handler: ProxyHandler<ListTarget> = {
  get(target, key) {
    const list = ListTarget.listOf(target);
    if (key === LIST) return list;
    if (key === PLACE) return list.place;
    if (key === "length") return list.settledSlots().length;
    const index = positionOf(key);
    if (index !== undefined) return list.settledSlots()[index]?.read();
    if (isMethod(key)) {
      const method = methods[key] as (list: List, ...args: unknown[]) => unknown;
      return (...args: unknown[]) => method(list, ...args);
    }
    return Reflect.get(Array.prototype, key) as unknown;
  },
  has(target, key) {
    const index = positionOf(key);
    return index === undefined ? key in Array.prototype : index < ListTarget.listOf(target).settledSlots().length;
  },
  ownKeys: (target) => [...ListTarget.listOf(target).settledSlots().keys()].map(String).concat("length"),
  getOwnPropertyDescriptor(target, key) {
    const slots = ListTarget.listOf(target).settledSlots();
    if (key === "length") return { value: slots.length, writable: true, enumerable: false, configurable: false };
    const slot = slots[positionOf(key) ?? -1];
    return slot && { get: slot.read, enumerable: true, configurable: true };
  },
  set: () => false,
  defineProperty: () => false,
  deleteProperty: () => false,
  preventExtensions: () => false,
  setPrototypeOf: () => false,
};
