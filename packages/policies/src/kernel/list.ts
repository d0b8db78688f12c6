import type { UndecidedReason } from "../model/rule-result";
import { INPUT_PATH, type InputPath } from "./input-path";
import { addReasons, tryEvaluate, tryEvaluateLenient, type Evaluated, throwUndecided } from "./check-session";

/** An entry of a list, which stands for one element unless `hasUnknownElements` is set. */
export interface Slot {
  /** Returns the element. The result is undecided if the element is unknown. */
  readonly read: () => unknown;
  /** The path of the element in the inputs. `map` and `filter` preserve it. */
  readonly path?: InputPath | undefined;
  /** Why it is unknown whether the element belongs to the list. Undefined if it certainly belongs to the list. */
  readonly reasons?: readonly UndecidedReason[] | undefined;
  /** Whether the slot stands for any number of unknown elements. `reasons` is then set. */
  readonly hasUnknownElements?: boolean;
}

type Callback = (value: unknown, index?: number, list?: unknown) => unknown;

/**
 * A list whose elements, or even the number of elements, can be unknown. Rules use the list as an array. A method whose
 * result is known despite unknown elements returns the result. Every other use is undecided at the first unknown element.
 */
export class List {
  readonly slots: readonly Slot[];
  readonly path: InputPath | undefined;
  #view: readonly unknown[] | undefined;
  #hasKnownLength: boolean | undefined;

  constructor(slots: readonly Slot[], path?: InputPath) {
    this.slots = slots;
    this.path = path;
  }

  /** The list as an array for rules. */
  get view(): readonly unknown[] {
    return (this.#view ??= new Proxy(new ListTarget(this), handler));
  }

  /** Whether it is known which elements belong to the list. Their values can still be unknown. */
  get hasKnownLength(): boolean {
    return (this.#hasKnownLength ??= this.slots.every((slot) => slot.reasons === undefined));
  }

  /** Returns the slots. The result is undecided if it is unknown which elements belong to the list. */
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

// The symbol is registered globally, like the current run, so that copies of this package recognize each other's lists.
const LIST: unique symbol = Symbol.for("@roadbed/policies:list/1") as never;

/** Returns the list that an array for rules represents, or undefined for any other value. */
export function listBehind(value: unknown): List | undefined {
  return Array.isArray(value) ? (value as { [LIST]?: List })[LIST] : undefined;
}

/** Returns the slots of a list or an array. Any other value becomes one slot. */
export function slotsOf(value: unknown): readonly Slot[] {
  const list = listBehind(value);
  if (list !== undefined) return list.slots;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map(knownSlot);
}

/** Returns the slot of a known element. */
export const knownSlot = (value: unknown): Slot => ({ read: () => value });

/** Returns the slot that stands for any number of unknown elements. */
export const unknownElements = (reasons: readonly UndecidedReason[]): Slot => ({
  read: () => throwUndecided(reasons),
  reasons,
  hasUnknownElements: true,
});

/**
 * Calls a callback with an element. Passes the index and the list only if the callback declares a second parameter, because
 * the index is undecided if it is unknown which elements belong to the list.
 */
function call(list: List, callback: Callback, slot: Slot, index: number): unknown {
  if (callback.length < 2) return callback(slot.read());
  list.knownSlots();
  return callback(slot.read(), index, list.view);
}

/** Returns whether any element meets the condition. An element that certainly belongs to the list decides the result. */
function anyElement(list: List, condition: Callback): boolean {
  const reasons: UndecidedReason[] = [];
  for (const [index, slot] of list.slots.entries()) {
    const undecided = reasons.length > 0 || slot.reasons !== undefined;
    const evaluated = slot.hasUnknownElements
      ? { reasons: [] }
      : tryEvaluateLenient(undecided, () => call(list, condition, slot, index));
    if (evaluated.reasons === undefined && !evaluated.value) continue;
    if (evaluated.reasons === undefined && slot.reasons === undefined) return true;
    addReasons(reasons, slot.reasons);
    addReasons(reasons, evaluated.reasons);
  }
  if (reasons.length > 0) throwUndecided(reasons);
  return false;
}

/** Returns the result of a callback for an element, or the reasons of both if either is undecided. */
function evaluateElement(list: List, callback: Callback, slot: Slot, index: number): Evaluated<unknown> {
  const evaluated = tryEvaluateLenient(slot.reasons !== undefined, () => call(list, callback, slot, index));
  return evaluated.reasons ? { reasons: [...(slot.reasons ?? []), ...evaluated.reasons] } : evaluated;
}

function filterSlots(list: List, condition: Callback): List {
  const slots = list.slots.flatMap((slot, index): readonly Slot[] => {
    if (slot.hasUnknownElements) return [slot];
    const { reasons, ...evaluated } = evaluateElement(list, condition, slot, index);
    if (reasons) return [{ ...slot, reasons }];
    return "value" in evaluated && evaluated.value ? [slot] : [];
  });
  return new List(slots, list.path);
}

function mapSlots(list: List, callback: Callback): List {
  const slots = list.slots.map((slot, index): Slot => {
    if (slot.hasUnknownElements) return slot;
    const evaluated = evaluateElement(list, callback, slot, index);
    return { ...slot, read: evaluated.reasons ? () => throwUndecided(evaluated.reasons) : () => evaluated.value };
  });
  return new List(slots, list.path);
}

function flattenSlots(list: List): List {
  const slots = list.slots.flatMap((slot): readonly Slot[] => {
    if (slot.hasUnknownElements) return [slot];
    const evaluated = tryEvaluate(slot.read);
    if (evaluated.reasons) return [unknownElements(evaluated.reasons)];
    return slotsOf(evaluated.value).map((inner) => ({
      ...inner,
      path: inner.path ?? slot.path,
      reasons: slot.reasons || inner.reasons ? [...(slot.reasons ?? []), ...(inner.reasons ?? [])] : undefined,
    }));
  });
  return new List(slots, list.path);
}

/**
 * Returns the slot index of the first element that meets the condition. The result is undecided if an earlier element might
 * meet the condition.
 */
function firstSlot(list: List, condition: Callback): number {
  for (const [index, slot] of list.slots.entries()) {
    if (!call(list, condition, slot, index)) continue;
    if (slot.reasons) throwUndecided(slot.reasons);
    return index;
  }
  return -1;
}

const isSameAs = (expected: unknown) => (value: unknown) => Object.is(value, expected) || value === expected;

/** The methods that support unknown elements. All other methods come from Array.prototype and read every element. */
const methods = {
  some: (list: List, condition: Callback) => anyElement(list, condition),
  every: (list: List, condition: Callback) => !anyElement(list, negated(condition)),
  includes: (list: List, value: unknown) => anyElement(list, isSameAs(value)),
  filter: (list: List, condition: Callback) => filterSlots(list, condition).view,
  map: (list: List, callback: Callback) => mapSlots(list, callback).view,
  flatMap: (list: List, callback: Callback) => flattenSlots(mapSlots(list, callback)).view,
  concat: (list: List, ...values: unknown[]) => new List([...list.slots, ...values.flatMap(slotsOf)], list.path).view,
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

/** Returns the array index that a property name stands for, or undefined. */
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
      return (...args: unknown[]) => {
        if (args.length > 1 && key !== "concat")
          throw new TypeError(`${key} takes one argument: lists in checks do not support thisArg and fromIndex`);
        return method(list, ...args);
      };
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
