/**
 * Property values as a plan holds them. What JSON cannot say (not known yet, secret, a file, another resource) is a
 * value of its own kind, told apart by a symbol: no property name that a program chooses can imitate it.
 */
// Symbol.for, so that two copies of this package in one process still understand each other's plans.
export const KIND: unique symbol = Symbol.for("@roadbed/plan:kind") as never;

/** A value the engine learns only when the change is made, or that cannot be computed offline. */
export interface Unknown {
  readonly [KIND]: "unknown";
}

/** A value that must not appear in any output. May hold an unknown. */
export interface Secret {
  readonly [KIND]: "secret";
  readonly value: Value;
}

/** A file. Exactly one of `text`, `path` and `uri` is set; `hash` is the SHA-256 of its bytes in hex, if they could be read. */
export interface Asset {
  readonly [KIND]: "asset";
  readonly hash?: string;
  readonly text?: string;
  readonly path?: string;
  readonly uri?: string;
}

/** Several files. Exactly one of `assets`, `path` and `uri` is set. */
export interface Archive {
  readonly [KIND]: "archive";
  readonly hash?: string;
  readonly assets?: Readonly<Record<string, Value>>;
  readonly path?: string;
  readonly uri?: string;
}

/** Another resource, passed whole. `id` is absent for components and unknown for what is not created yet. */
export interface Reference {
  readonly [KIND]: "reference";
  readonly urn: string;
  readonly id?: string | Unknown;
  readonly packageVersion?: string;
}

/** What JSON does not have. */
export type SpecialValue = Unknown | Secret | Asset | Archive | Reference;
/** What a property can hold. */
export type Value = null | boolean | number | string | readonly Value[] | Properties | SpecialValue;

/** Properties by name. Objects have no prototype, so that a property called `__proto__` is a property like any other. */
export interface Properties {
  readonly [name: string]: Value;
}

/** The unknown: all of them are one. */
export const UNKNOWN: Unknown = Object.freeze({ [KIND]: "unknown" as const });

/** The value as a secret; a secret stays what it is. */
export function secretValue(value: Value): Secret {
  return isSecret(value) ? value : { [KIND]: "secret", value };
}

function kindOf(value: unknown): SpecialValue[typeof KIND] | undefined {
  return typeof value === "object" && value !== null ? (value as Partial<SpecialValue>)[KIND] : undefined;
}

/** Whether it is the unknown itself; see `holdsUnknown`. */
export const isUnknown = (value: unknown): value is Unknown => kindOf(value) === "unknown";
/** Whether it is a secret itself; see `holdsSecret`. */
export const isSecret = (value: unknown): value is Secret => kindOf(value) === "secret";
/** Whether it is a file. */
export const isAsset = (value: unknown): value is Asset => kindOf(value) === "asset";
/** Whether it is several files. */
export const isArchive = (value: unknown): value is Archive => kindOf(value) === "archive";
/** Whether it is another resource. */
export const isReference = (value: unknown): value is Reference => kindOf(value) === "reference";
/** Whether it is of a kind that JSON does not have. */
export const isSpecialValue = (value: unknown): value is SpecialValue => kindOf(value) !== undefined;
/** Whether it is a list. */
export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

/** An object with properties of its own: neither a list nor one of the special kinds. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSpecialValue(value);
}

/** Properties without a prototype, from entries. */
export function propertyMap(entries: Iterable<readonly [string, Value]> = []): Properties {
  const result = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) result[name] = value;
  return result;
}

/** The value without its secret wrapping, however deep that is nested directly. */
export function unwrapSecret(value: Value): Exclude<Value, Secret> {
  let inner = value;
  while (isSecret(inner)) inner = inner.value;
  return inner;
}

/** Whether the value is, or anywhere holds, an unknown. */
export function containsUnknown(value: Value): boolean {
  return holds(value, isUnknown);
}

/** Whether the value is, or anywhere holds, a secret. */
export function containsSecret(value: Value): boolean {
  return holds(value, isSecret);
}

function holds(value: Value, test: (value: Value) => boolean): boolean {
  if (test(value)) return true;
  if (isSecret(value)) return holds(value.value, test);
  if (isArchive(value)) return Object.values(value.assets ?? {}).some((member) => holds(member, test));
  if (isList(value)) return value.some((element) => holds(element, test));
  if (isProperties(value)) return Object.values(value).some((member) => holds(member, test));
  return false;
}
