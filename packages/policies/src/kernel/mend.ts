import { slotsOf } from "./list";
import { attempt } from "./run";
import { joinPath, type Place, placeOf } from "./place";

/** A property that a fix sets. */
export interface Change {
  /** As `metadataOptions.httpTokens`. */
  readonly path: string;
  readonly value: string | number | boolean;
}

/** Told by a symbol that all copies of this package share: a rule made with one may be evaluated by another. */
const MENDING: unique symbol = Symbol.for("@roadbed/policies:mending") as never;

/** Properties to be set in an object that a check reads. Made by `mend`. */
export interface Mending {
  readonly [MENDING]: true;
  readonly at: object;
  readonly set: object;
}

const isMending = (value: unknown): value is Mending =>
  typeof value === "object" && value !== null && Object.hasOwn(value, MENDING);

/**
 * What a fix does: sets properties of an object that was read. Members of objects are set one by one and elements of lists
 * by their position, so what `set` does not name stays as it is.
 */
export const mend = <P extends object>(at: P, set: Partial<P>): Mending => ({ [MENDING]: true, at, set });

/** The elements of a list and those of `values` that it lacks: for a fix that must not take away what is there. */
export function withAlso<E>(list: readonly E[] | undefined, values: readonly E[]): readonly E[] {
  const present = list === undefined ? [] : slotsOf(list).map((slot) => slot.read() as E);
  return [...present, ...values.filter((value) => !present.includes(value))];
}

/** The properties that the answer of a fix sets. What it gives as a plain object is set in the fact itself. */
export function changesOf(answer: unknown, fact: unknown): readonly Change[] {
  if (answer === undefined || answer === false) return [];
  return slotsOf(answer).flatMap((slot) => {
    const one = slot.gap || slot.doubts ? undefined : attempt(slot.read);
    if (one === undefined || one.doubts) return [];
    const { at, set } = isMending(one.value) ? one.value : { at: fact, set: one.value };
    const place = typeof at === "object" && at !== null ? placeOf(at) : undefined;
    if (place === undefined) throw new TypeError("a fix must set properties of an object that was read");
    return leavesOf(place, set);
  });
}

function leavesOf(place: Place, set: unknown): readonly Change[] {
  return Object.entries(set as object).flatMap(([name, value]: [string, unknown]): readonly Change[] => {
    const key = Array.isArray(set) ? Number(name) : name;
    if (typeof value === "object" && value !== null) return leavesOf(place.child(key), value);
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      throw new TypeError("a fix must set texts, numbers, booleans, and objects and lists of them");
    return [{ path: joinPath(place.toString(), key), value }];
  });
}
