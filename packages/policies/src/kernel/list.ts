import type { UndecidedReason } from "../model/rule-result";
import { INPUT_PATH, type InputPath } from "./input-path";
import { addReasons, tryEvaluate, tryEvaluateLenient, type Evaluated, throwUndecided } from "./check-run";

/** One place of a list. */
export interface Slot {
  /** The element. Raises if it is unknown. */
  readonly read: () => unknown;
  /** Where the element comes from, also after `map` and `filter`. */
  readonly path?: InputPath | undefined;
  /** Set if it is not known whether the element belongs to the list. */
  readonly reasons?: readonly UndecidedReason[] | undefined;
  /** Stands for any number of elements, none of them known; `reasons` is set. */
  readonly isUnknownElements?: boolean;
}

type Callback = (value: unknown, index?: number, list?: unknown) => unknown;

/**
 * A list of which some elements, or even how many there are, may be unknown. To a rule it is an array: the methods that
 * have an answer in spite of unknown elements give it, every other use raises when it meets one.
 */
export class List {
  readonly slots: readonly Slot[];
  readonly path: InputPath | undefined;
  #view: readonly unknown[] | undefined;
  #settled: boolean | undefined;

  constructor(slots: readonly Slot[], place?: InputPath) {
    this.slots = slots;
    this.path = place;
  }

  /** What rules get to see. */
  get view(): readonly unknown[] {
    return (this.#view ??= new Proxy(new ListTarget(this), handler));
  }

  /** Whether it is known which elements there are, if not what they are. */
  get hasKnownLength(): boolean {
    return (this.#settled ??= this.slots.every((slot) => slot.reasons === undefined));
  }

  /** The slots, for uses that need to know how many there are. */
  knownSlots(): readonly Slot[] {
    if (this.hasKnownLength) return this.slots;
    throwUndecided(this.slots.flatMap((slot) => slot.reasons ?? []));
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
  return values.map(knownSlot);
}

export const knownSlot = (value: unknown): Slot => ({ read: () => value });
export const unknownElements = (reasons: readonly UndecidedReason[]): Slot => ({
  read: () => throwUndecided(reasons),
  reasons: reasons,
  isUnknownElements: true,
});

/** Calls back with the element alone, unless the callback declares that it wants to know the position. */
function call(list: List, callback: Callback, slot: Slot, index: number): unknown {
  if (callback.length < 2) return callback(slot.read());
  list.knownSlots();
  return callback(slot.read(), index, list.view);
}

/** Whether any element fulfils the condition, which is known as soon as one does that surely belongs to the list. */
function anyElement(list: List, condition: Callback): boolean {
  const reasons: UndecidedReason[] = [];
  for (const [index, slot] of list.slots.entries()) {
    const open = reasons.length > 0 || slot.reasons !== undefined;
    const outcome = slot.isUnknownElements
      ? { reasons: [] }
      : tryEvaluateLenient(open, () => call(list, condition, slot, index));
    if (outcome.reasons === undefined && !outcome.value) continue;
    if (outcome.reasons === undefined && slot.reasons === undefined) return true;
    addReasons(reasons, slot.reasons);
    addReasons(reasons, outcome.reasons);
  }
  if (reasons.length > 0) throwUndecided(reasons);
  return false;
}

/** What is known of an element after a callback: the reasons of both, or the callback's answer. */
function evaluateElement(list: List, callback: Callback, slot: Slot, index: number): Evaluated<unknown> {
  const outcome = tryEvaluateLenient(slot.reasons !== undefined, () => call(list, callback, slot, index));
  return outcome.reasons ? { reasons: [...(slot.reasons ?? []), ...outcome.reasons] } : outcome;
}

function filterSlots(list: List, condition: Callback): List {
  const slots = list.slots.flatMap((slot, index): readonly Slot[] => {
    if (slot.isUnknownElements) return [slot];
    const { reasons, ...outcome } = evaluateElement(list, condition, slot, index);
    if (reasons) return [{ ...slot, reasons: reasons }];
    return "value" in outcome && outcome.value ? [slot] : [];
  });
  return new List(slots, list.path);
}

function mapSlots(list: List, callback: Callback): List {
  const slots = list.slots.map((slot, index): Slot => {
    if (slot.isUnknownElements) return slot;
    const outcome = evaluateElement(list, callback, slot, index);
    return { ...slot, read: outcome.reasons ? () => throwUndecided(outcome.reasons) : () => outcome.value };
  });
  return new List(slots, list.path);
}

function flattenSlots(list: List): List {
  const slots = list.slots.flatMap((slot): readonly Slot[] => {
    if (slot.isUnknownElements) return [slot];
    const outcome = tryEvaluate(slot.read);
    if (outcome.reasons) return [unknownElements(outcome.reasons)];
    return slotsOf(outcome.value).map((inner) => ({
      ...inner,
      path: inner.path ?? slot.path,
      reasons: slot.reasons || inner.reasons ? [...(slot.reasons ?? []), ...(inner.reasons ?? [])] : undefined,
    }));
  });
  return new List(slots, list.path);
}

/** The index among the slots of the first element that fulfils the condition. Raises as soon as an earlier one might. */
function firstSlot(list: List, condition: Callback): number {
  for (const [index, slot] of list.slots.entries()) {
    if (!call(list, condition, slot, index)) continue;
    if (slot.reasons) throwUndecided(slot.reasons);
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
  filter: (list: List, condition: Callback) => filterSlots(list, condition).view,
  map: (list: List, callback: Callback) => mapSlots(list, callback).view,
  flatMap: (list: List, callback: Callback) => flattenSlots(mapSlots(list, callback)).view,
  concat: (list: List, ...others: unknown[]) => new List([...list.slots, ...others.flatMap(slotsOf)], list.path).view,
  find: (list: List, condition: Callback) => list.slots[firstSlot(list, condition)]?.read(),
  findIndex: (list: List, condition: Callback) => {
    const index = firstSlot(list, condition);
    if (index !== -1) list.knownSlots();
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
    if (key === INPUT_PATH) return list.path;
    if (key === "length") return list.knownSlots().length;
    const index = positionOf(key);
    if (index !== undefined) return list.knownSlots()[index]?.read();
    if (isMethod(key)) {
      const method = methods[key] as (list: List, ...args: unknown[]) => unknown;
      return (...args: unknown[]) => method(list, ...args);
    }
    return Reflect.get(Array.prototype, key) as unknown;
  },
  has(target, key) {
    const index = positionOf(key);
    return index === undefined ? key in Array.prototype : index < ListTarget.listOf(target).knownSlots().length;
  },
  ownKeys: (target) => [...ListTarget.listOf(target).knownSlots().keys()].map(String).concat("length"),
  getOwnPropertyDescriptor(target, key) {
    const slots = ListTarget.listOf(target).knownSlots();
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
