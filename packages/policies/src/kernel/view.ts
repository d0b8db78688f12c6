import {
  isArchive,
  isAsset,
  isList,
  isReference,
  isSecret,
  isUnknown,
  unwrapSecret,
  type Properties,
  type Value,
} from "@roadbed/plan";
import type { UndecidedReason } from "../model/rule-result";
import { List, type Slot } from "./list";
import { type InputPath, INPUT_PATH } from "./input-path";
import { currentRun, throwUndecided } from "./check-run";

/** A file, as a rule sees it: something that is set. Its content is no input that two engines agree on. */
const OPAQUE = Object.freeze(Object.create(null) as object);

/** The provider's own bookkeeping inside inputs: the names of the properties it filled in. */
const BOOKKEEPING = "__defaults";

/** What a rule reads in place of a value. Raises if that is unknown. */
export function createView(value: Value, place: InputPath, secret: boolean): unknown {
  if (typeof value !== "object" || value === null) {
    if (secret && typeof value === "string") currentRun().keepSecret(value);
    return value ?? undefined;
  }
  if (isList(value)) return createList(value, place, secret).view;
  if (isUnknown(value)) throwUndecided([unknownAt(place)]);
  if (isSecret(value)) return createView(unwrapSecret(value), place, true);
  if (isAsset(value) || isArchive(value)) return OPAQUE;
  // The engine sends policies the id of a resource that was passed whole; of a component, which has none, the URN.
  if (isReference(value)) return createView(value.id ?? value.urn, place, secret);
  return new Proxy(new ObjectTarget(value, place, secret), handler);
}

export const unknownAt = (
  place: InputPath,
  because: UndecidedReason["cause"] = "unknown",
  hint?: string,
): UndecidedReason => ({
  path: place.toString(),
  cause: because,
  ...(place.urn !== undefined && { urn: place.urn }),
  ...(hint !== undefined && { hint }),
});

function createList(values: readonly Value[], place: InputPath, secret: boolean): List {
  const slots = values.map((value, index): Slot => {
    const at = place.child(index);
    let seen: unknown; // objects only, so that a secret text is noted in every run that reads it
    return {
      path: at,
      read: () => {
        currentRun().record(place, index, "value");
        if (seen !== undefined) return seen;
        if (value === null)
          throwUndecided([unknownAt(at, "unreadable", "it is null, which no provider accepts in a list")]);
        const view = createView(value, at, secret);
        if (typeof view === "object") seen = view;
        return view;
      },
    };
  });
  return new List(slots, place);
}

class ObjectTarget {
  readonly #values: Properties;
  readonly #place: InputPath;
  readonly #secret: boolean;
  #seen: Map<string, object> | undefined;

  constructor(values: Properties, place: InputPath, secret: boolean) {
    this.#values = values;
    this.#place = place;
    this.#secret = secret;
  }

  static readonly get = (target: ObjectTarget, key: PropertyKey): unknown => {
    if (typeof key !== "string") return key === INPUT_PATH ? target.#place : undefined;
    const run = currentRun();
    run.record(target.#place, key, "value");
    const seen = target.#seen?.get(key);
    if (seen !== undefined) return seen;
    if (!target.#isSet(key)) {
      if (run.partial) throwUndecided([unknownAt(target.#place.child(key), "absent")]);
      return undefined;
    }
    const value = createView(target.#values[key] as Value, target.#place.child(key), target.#secret);
    if (typeof value === "object" && value !== null) (target.#seen ??= new Map()).set(key, value);
    return value;
  };

  static readonly has = (target: ObjectTarget, key: PropertyKey): boolean => {
    if (typeof key !== "string") return false;
    const run = currentRun();
    run.record(target.#place, key, "presence");
    if (!target.#isSet(key)) {
      if (run.partial) throwUndecided([unknownAt(target.#place.child(key), "absent")]);
      return false;
    }
    if (isUnknown(unwrapSecret(target.#values[key] as Value))) run.assume(target.#place.child(key));
    return true;
  };

  /** Each counts as asked for: what the rule makes of a list of names depends on all of them. */
  static readonly keys = (target: ObjectTarget): string[] => {
    if (currentRun().partial) throwUndecided([unknownAt(target.#place, "absent")]);
    return Object.keys(target.#values).filter((key) => target.#isSet(key) && ObjectTarget.has(target, key));
  };

  /** Null is how a program says "not set": providers never see it. */
  #isSet(key: string): boolean {
    if (!Object.hasOwn(this.#values, key) || key === BOOKKEEPING) return false;
    const value = this.#values[key] ?? null;
    return unwrapSecret(value) !== null;
  }
}

const handler: ProxyHandler<ObjectTarget> = {
  get: ObjectTarget.get,
  has: ObjectTarget.has,
  ownKeys: ObjectTarget.keys,
  // An accessor, so that asking whether a property is there (Object.hasOwn, Object.keys) does not read it.
  getOwnPropertyDescriptor: (target, key) =>
    ObjectTarget.has(target, key)
      ? { get: () => ObjectTarget.get(target, key), enumerable: true, configurable: true }
      : undefined,
  getPrototypeOf: () => Object.prototype,
  set: () => false,
  defineProperty: () => false,
  deleteProperty: () => false,
  preventExtensions: () => false,
  setPrototypeOf: () => false,
};
