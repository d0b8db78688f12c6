import {
  isArchive,
  isAsset,
  isList,
  isReference,
  isSecret,
  isUnknown,
  unwrapSecret,
  type Properties,
  type Unknown,
  type Value,
} from "@roadbed/plan";
import type { UndecidedReason } from "../model/rule-result";
import { List, type Slot } from "./list";
import { type InputPath, INPUT_PATH } from "./input-path";
import { currentRun, throwUndecided } from "./check-session";

/** What rules read in place of an asset or archive. Only its presence is known, because engines represent files differently. */
const OPAQUE = Object.freeze(Object.create(null) as object);

/** The property in which providers record the names of the inputs that they set to defaults. */
const BOOKKEEPING = "__defaults";

/** Returns what a rule reads in place of a value. The result is undecided if the value is unknown. */
export function createView(value: Value, path: InputPath, secret: boolean): unknown {
  if (typeof value !== "object" || value === null) {
    if (secret && typeof value === "string") currentRun().keepSecret(value);
    return value ?? undefined;
  }
  if (isList(value)) return createList(value, path, secret).view;
  if (isUnknown(value)) throwUnknown(value, path, secret);
  if (isSecret(value)) return createView(unwrapSecret(value), path, true);
  if (isAsset(value) || isArchive(value)) return OPAQUE;
  // The engine sends policies the ID of a referenced resource, or the URN of a component, which has no ID.
  if (isReference(value)) return createView(value.id ?? value.urn, path, secret);
  return new Proxy(new ObjectTarget(value, path, secret), handler);
}

/** Returns the reason that the value at a path is not available. */
export const unknownAt = (
  path: InputPath,
  cause: UndecidedReason["cause"] = "unknown",
  hint?: string,
): UndecidedReason => ({
  path: path.toString(),
  cause,
  ...(path.urn !== undefined && { urn: path.urn }),
  ...(hint !== undefined && { hint }),
});

/** An unknown value that a check read. */
export interface UnknownRead {
  readonly value: Unknown;
  /** Whether the value is part of a secret. */
  readonly secret: boolean;
}

/** The unknown values that reasons are about. */
const unknownReads = new WeakMap<UndecidedReason, UnknownRead>();

function throwUnknown(value: Unknown, path: InputPath, secret: boolean): never {
  const reason = unknownAt(path);
  unknownReads.set(reason, { value, secret });
  throwUndecided([reason]);
}

/** Returns the unknown value that caused the reasons, or undefined if there are several reasons or another cause. */
export function unknownReadOf(reasons: readonly UndecidedReason[]): UnknownRead | undefined {
  const [reason, ...others] = reasons;
  return reason === undefined || others.length > 0 ? undefined : unknownReads.get(reason);
}

function createList(values: readonly Value[], path: InputPath, secret: boolean): List {
  const slots = values.map((value, index): Slot => {
    const at = path.child(index);
    let cached: unknown; // Only objects are cached, because every run that reads a secret string must record it.
    return {
      path: at,
      read: () => {
        currentRun().record(path, index, "value");
        if (cached !== undefined) return cached;
        if (value === null)
          throwUndecided([unknownAt(at, "unreadable", "the element is null, which providers reject in arrays")]);
        const view = createView(value, at, secret);
        if (typeof view === "object") cached = view;
        return view;
      },
    };
  });
  return new List(slots, path);
}

/** A value, and whether it is part of a secret. */
interface ValueBehind {
  readonly value: Value;
  readonly secret: boolean;
}

const VALUE_BEHIND = Symbol("value behind a view");

/** Returns the value that an object for rules represents, or undefined for arrays and objects of another kind. */
export const valueBehind = (view: object): ValueBehind | undefined =>
  (view as { readonly [VALUE_BEHIND]?: ValueBehind })[VALUE_BEHIND];

class ObjectTarget {
  readonly #values: Properties;
  readonly #path: InputPath;
  readonly #secret: boolean;
  #cached: Map<string, object> | undefined;

  constructor(values: Properties, path: InputPath, secret: boolean) {
    this.#values = values;
    this.#path = path;
    this.#secret = secret;
  }

  static readonly get = (target: ObjectTarget, key: PropertyKey): unknown => {
    if (key === VALUE_BEHIND) return { value: target.#values, secret: target.#secret };
    if (typeof key !== "string") return key === INPUT_PATH ? target.#path : undefined;
    const run = currentRun();
    run.record(target.#path, key, "value");
    const cached = target.#cached?.get(key);
    if (cached !== undefined) return cached;
    if (!target.#isNamed(key)) {
      if (run.partial) throwUndecided([unknownAt(target.#path.child(key), "absent")]);
      return undefined;
    }
    if (target.#isEmpty(key)) return undefined;
    const value = createView(target.#values[key] as Value, target.#path.child(key), target.#secret);
    if (typeof value === "object" && value !== null) (target.#cached ??= new Map()).set(key, value);
    return value;
  };

  static readonly has = (target: ObjectTarget, key: PropertyKey): boolean => {
    if (typeof key !== "string") return false;
    const run = currentRun();
    run.record(target.#path, key, "presence");
    if (!target.#isNamed(key)) {
      if (run.partial) throwUndecided([unknownAt(target.#path.child(key), "absent")]);
      return false;
    }
    if (target.#isEmpty(key)) return false;
    if (isUnknown(unwrapSecret(target.#values[key] as Value))) run.assume(target.#path.child(key));
    return true;
  };

  /**
   * Returns the names of the properties, including those with empty strings: names are data, such as the names of tags.
   * Records every name as read, because the result depends on all names.
   */
  static readonly keys = (target: ObjectTarget): string[] => {
    if (currentRun().partial) throwUndecided([unknownAt(target.#path, "absent")]);
    return Object.keys(target.#values).filter(
      (key) => target.#isNamed(key) && (ObjectTarget.has(target, key) || target.#isEmpty(key)),
    );
  };

  /**
   * Returns an accessor of a property, so that Object.keys does not read it. In contrast to `get`, the accessor returns empty
   * strings, for objects whose property names are data.
   */
  static readonly descriptor = (target: ObjectTarget, key: PropertyKey): PropertyDescriptor | undefined => {
    const isEmpty = typeof key === "string" && target.#isNamed(key) && target.#isEmpty(key);
    if (!ObjectTarget.has(target, key) && !isEmpty) return undefined;
    return {
      get: () => ObjectTarget.get(target, key) ?? (isEmpty ? "" : undefined),
      enumerable: true,
      configurable: true,
    };
  };

  /** Whether the inputs contain a property. Programs can pass null for "not set", which providers never receive. */
  #isNamed(key: string): boolean {
    if (!Object.hasOwn(this.#values, key) || key === BOOKKEEPING) return false;
    const value = this.#values[key] ?? null;
    return unwrapSecret(value) !== null;
  }

  /**
   * Whether a property is an empty string. Providers treat an empty string as "not set", or the API rejects it:
   * https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-types
   */
  #isEmpty(key: string): boolean {
    return unwrapSecret(this.#values[key] ?? null) === "";
  }
}

const handler: ProxyHandler<ObjectTarget> = {
  get: ObjectTarget.get,
  has: ObjectTarget.has,
  ownKeys: ObjectTarget.keys,
  getOwnPropertyDescriptor: ObjectTarget.descriptor,
  getPrototypeOf: () => Object.prototype,
  set: () => false,
  defineProperty: () => false,
  deleteProperty: () => false,
  preventExtensions: () => false,
  setPrototypeOf: () => false,
};
