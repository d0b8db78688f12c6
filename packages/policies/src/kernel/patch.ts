import { slotsOf } from "./list";
import { tryEvaluate } from "./check-session";
import { joinPath, type InputPath, inputPathOf } from "./input-path";

/** A change to one property. */
export interface PropertyChange {
  /** A path such as `metadataOptions.httpTokens`. */
  readonly path: string;
  /** The new value. */
  readonly value: string | number | boolean;
}

/** The symbol is registered globally, because a rule defined with one copy of this package can be evaluated by another. */
const PATCH: unique symbol = Symbol.for("@roadbed/policies:patch/1") as never;

/** Properties to set in an object that a check read. Created by `patch`. */
export interface Patch {
  /** Identifies patches. */
  readonly [PATCH]: true;
  /** The object that was read. */
  readonly at: object;
  /** The properties to set. */
  readonly set: object;
}

const isPatch = (value: unknown): value is Patch =>
  typeof value === "object" && value !== null && Object.hasOwn(value, PATCH);

/**
 * Returns a patch that sets properties of an object that was read. Properties of nested objects and elements of arrays are
 * set individually, so everything that `set` does not name stays unchanged.
 */
export const patch = <P extends object>(at: P, set: Partial<P>): Patch => ({ [PATCH]: true, at, set });

/** Returns a copy of a list with the missing `values` appended, for fixes that must not remove elements. */
export function addMissing<E>(list: readonly E[] | undefined, values: readonly E[]): readonly E[] {
  const present = list === undefined ? [] : slotsOf(list).map((slot) => slot.read() as E);
  return [...present, ...values.filter((value) => !present.includes(value))];
}

/** Returns the changes in the result of a fix. A plain object sets properties of the item. */
export function propertyChanges(result: unknown, item: unknown): readonly PropertyChange[] {
  if (result === undefined || result === false) return [];
  return slotsOf(result).flatMap((slot) => {
    const evaluated = slot.hasUnknownElements || slot.reasons ? undefined : tryEvaluate(slot.read);
    if (!evaluated || evaluated.reasons) return [];
    const { at, set } = isPatch(evaluated.value) ? evaluated.value : { at: item, set: evaluated.value };
    const path = typeof at === "object" && at !== null ? inputPathOf(at) : undefined;
    if (path === undefined) throw new TypeError("a fix can only set properties of an object that was read");
    return changesIn(path, set);
  });
}

function changesIn(path: InputPath, set: unknown): readonly PropertyChange[] {
  return Object.entries(set as object).flatMap(([name, value]: [string, unknown]): readonly PropertyChange[] => {
    const key = Array.isArray(set) ? Number(name) : name;
    if (typeof value === "object" && value !== null) return changesIn(path.child(key), value);
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      throw new TypeError("a fix can only set strings, numbers, booleans, and objects and arrays of these");
    return [{ path: joinPath(path.toString(), key), value }];
  });
}
