/** The version of the representation below. Change it whenever copies of different versions cannot share values. */
const VALUE_FORMAT = 1;
const LOADED_FORMAT = Symbol.for("@roadbed/plan:value-format");

requireSingleFormat();

/** The key of a special value's kind. It is a symbol, so that no property name can imitate a special value. */
// Symbol.for, because several copies of this package in one process have to recognize each other's values.
export const KIND: unique symbol = Symbol.for(`@roadbed/plan:kind/${VALUE_FORMAT}`) as never;

/**
 * A copy with another format would treat special values as plain objects, and secrets as readable.
 *
 * @throws Error if the process has loaded such a copy
 */
function requireSingleFormat(): void {
  const loaded = globalThis as { [LOADED_FORMAT]?: number };
  const other = (loaded[LOADED_FORMAT] ??= VALUE_FORMAT);
  if (other !== VALUE_FORMAT)
    throw new Error(
      `Two incompatible versions of @roadbed/plan are loaded (value formats ${other} and ${VALUE_FORMAT}). Run "npm ls @roadbed/plan" and install a single version.`,
    );
}

/** A value that is not known until the change is made, or that cannot be computed offline. */
export interface Unknown {
  readonly [KIND]: "unknown";
}

/** A value that must not appear in any output. It can contain an unknown. */
export interface Secret {
  readonly [KIND]: "secret";
  readonly value: Value;
}

/**
 * A file. Exactly one of `text`, `path` and `uri` is set.
 *
 * @remarks
 * `hash` is the SHA-256 of the contents in hexadecimal. It is absent if the contents cannot be read.
 */
export interface Asset {
  readonly [KIND]: "asset";
  readonly hash?: string;
  readonly text?: string;
  readonly path?: string;
  readonly uri?: string;
}

/** A set of files. Exactly one of `assets`, `path` and `uri` is set. `hash` is that of an asset. */
export interface Archive {
  readonly [KIND]: "archive";
  readonly hash?: string;
  readonly assets?: Readonly<Record<string, Value>>;
  readonly path?: string;
  readonly uri?: string;
}

/** A reference to another resource. `id` is absent for components, and unknown for resources that do not exist yet. */
export interface Reference {
  readonly [KIND]: "reference";
  readonly urn: string;
  readonly id?: string | Unknown;
  readonly packageVersion?: string;
}

/** A value that JSON does not have. */
export type SpecialValue = Unknown | Secret | Asset | Archive | Reference;

/** The value of a property. */
export type Value = null | boolean | number | string | readonly Value[] | Properties | SpecialValue;

/** Properties by name. The objects have no prototype, so that a property named `__proto__` is a normal property. */
export interface Properties {
  readonly [name: string]: Value;
}

/** The unknown value. */
export const UNKNOWN: Unknown = Object.freeze({ [KIND]: "unknown" as const });

/** Returns the value as a secret. A secret is returned unchanged. */
export function secretValue(value: Value): Secret {
  return isSecret(value) ? value : { [KIND]: "secret", value };
}

function kindOf(value: unknown): SpecialValue[typeof KIND] | undefined {
  return typeof value === "object" && value !== null ? (value as Partial<SpecialValue>)[KIND] : undefined;
}

/** Whether the value itself is unknown. See also `containsUnknown`. */
export const isUnknown = (value: unknown): value is Unknown => kindOf(value) === "unknown";
/** Whether the value itself is a secret. See also `containsSecret`. */
export const isSecret = (value: unknown): value is Secret => kindOf(value) === "secret";
/** Whether the value is an asset. */
export const isAsset = (value: unknown): value is Asset => kindOf(value) === "asset";
/** Whether the value is an archive. */
export const isArchive = (value: unknown): value is Archive => kindOf(value) === "archive";
/** Whether the value is a reference to a resource. */
export const isReference = (value: unknown): value is Reference => kindOf(value) === "reference";
/** Whether the value is a special value, which JSON does not have. */
export const isSpecialValue = (value: unknown): value is SpecialValue => kindOf(value) !== undefined;
/** Whether the value is an array. */
export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

/** Whether the value is an object with properties: neither null, an array nor a special value. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSpecialValue(value);
}

/** Creates properties from entries. The object has no prototype. */
export function propertyMap(entries: Iterable<readonly [string, Value]> = []): Properties {
  const result = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) result[name] = value;
  return result;
}

/** Returns the value inside a secret, however many secrets are nested directly. Returns other values unchanged. */
export function unwrapSecret(value: Value): Exclude<Value, Secret> {
  let inner = value;
  while (isSecret(inner)) inner = inner.value;
  return inner;
}

/** Whether the value is unknown or contains an unknown value at any depth. */
export function containsUnknown(value: Value): boolean {
  return contains(value, isUnknown);
}

/** Whether the value is a secret or contains a secret at any depth. */
export function containsSecret(value: Value): boolean {
  return contains(value, isSecret);
}

function contains(value: Value, test: (value: Value) => boolean): boolean {
  if (test(value)) return true;
  if (isSecret(value)) return contains(value.value, test);
  if (isArchive(value)) return Object.values(value.assets ?? {}).some((member) => contains(member, test));
  if (isList(value)) return value.some((element) => contains(element, test));
  if (isProperties(value)) return Object.values(value).some((member) => contains(member, test));
  return false;
}
