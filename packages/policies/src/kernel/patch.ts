import { slotsOf } from "./list";
import { tryEvaluate } from "./check-run";
import { joinPath, type InputPath, inputPathOf } from "./input-path";

/** A property that a fix sets. */
export interface PropertyChange {
  /** As `metadataOptions.httpTokens`. */
  readonly path: string;
  readonly value: string | number | boolean;
}

/** Told by a symbol that all copies of this package share: a rule made with one may be evaluated by another. */
const PATCH: unique symbol = Symbol.for("@roadbed/policies:mending") as never;

/** Properties to be set in an object that a check reads. Made by `mend`. */
export interface Patch {
  readonly [PATCH]: true;
  readonly at: object;
  readonly set: object;
}

const isPatch = (value: unknown): value is Patch =>
  typeof value === "object" && value !== null && Object.hasOwn(value, PATCH);

/**
 * What a fix does: sets properties of an object that was read. Members of objects are set one by one and elements of lists
 * by their position, so what `set` does not name stays as it is.
 */
export const patch = <P extends object>(at: P, set: Partial<P>): Patch => ({ [PATCH]: true, at, set });

/** The elements of a list and those of `values` that it lacks: for a fix that must not take away what is there. */
export function withMissing<E>(list: readonly E[] | undefined, values: readonly E[]): readonly E[] {
  const present = list === undefined ? [] : slotsOf(list).map((slot) => slot.read() as E);
  return [...present, ...values.filter((value) => !present.includes(value))];
}

/** The properties that the answer of a fix sets. What it gives as a plain object is set in the fact itself. */
export function propertyChanges(answer: unknown, fact: unknown): readonly PropertyChange[] {
  if (answer === undefined || answer === false) return [];
  return slotsOf(answer).flatMap((slot) => {
    const one = slot.isUnknownElements || slot.reasons ? undefined : tryEvaluate(slot.read);
    if (one === undefined || one.reasons) return [];
    const { at, set } = isPatch(one.value) ? one.value : { at: fact, set: one.value };
    const place = typeof at === "object" && at !== null ? inputPathOf(at) : undefined;
    if (place === undefined) throw new TypeError("a fix must set properties of an object that was read");
    return leavesOf(place, set);
  });
}

function leavesOf(place: InputPath, set: unknown): readonly PropertyChange[] {
  return Object.entries(set as object).flatMap(([name, value]: [string, unknown]): readonly PropertyChange[] => {
    const key = Array.isArray(set) ? Number(name) : name;
    if (typeof value === "object" && value !== null) return leavesOf(place.child(key), value);
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      throw new TypeError("a fix must set texts, numbers, booleans, and objects and lists of them");
    return [{ path: joinPath(place.toString(), key), value }];
  });
}
