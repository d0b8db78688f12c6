/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** The maximum number of keys of a path in a message. */
const MAX_KEYS = 20;

/** Thrown if a document does not have the expected shape. */
export class ShapeError extends Error {
  /** The keys that lead to the value with the problem, outermost first. */
  readonly path: (string | number)[] = [];
  /** The problem, as a clause such as `expected a string, got a number`. */
  readonly detail: string;
  constructor(detail: string) {
    super(detail);
    this.name = "ShapeError";
    this.detail = detail;
  }

  /**
   * Returns a message such as `plan.stack: expected a string, got a number`.
   *
   * @param root - the name for the document itself, such as `the digest`
   */
  describe(root: string): string {
    const keys = this.path.map((key, index) => formatKey(key, index === 0));
    // A malicious document must not fill the screen.
    const path = keys.length > MAX_KEYS ? `${keys.slice(0, MAX_KEYS).join("")}…` : keys.join("");
    return `${path === "" ? root : path}: ${this.detail}`;
  }
}

function formatKey(key: string | number, first: boolean): string {
  if (typeof key === "number") return `[${key}]`;
  if (/^[A-Za-z_][\w-]*$/.test(key)) return first ? key : `.${key}`;
  // A malicious name must not fill the screen.
  return `[${JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key)}]`;
}

/** Reads one member and adds its key to the path of a `ShapeError`. */
export function atKey<T>(key: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) error.path.unshift(key);
    throw error;
  }
}

/** Reads a value from parsed JSON. `read` throws a `ShapeError` if the JSON has a different shape. */
export interface JsonReader<T> {
  readonly read: (json: unknown) => T;
}

/** Reads a value from parsed JSON and writes it as JSON. */
export interface JsonCodec<T> extends JsonReader<T> {
  readonly write: (value: T) => Json;
}

/** A reader or codec of a member that can be absent. */
export type Optional<C> = C & { readonly optional: true };
/** Marks a member that can be absent. */
export const optional = <C extends object>(codec: C): Optional<C> => ({ ...codec, optional: true });

function primitive<T extends string | number | boolean>(type: string, description: string): JsonCodec<T> {
  return {
    read: (json) => {
      if (typeof json !== type) throw new ShapeError(`expected ${description}, got ${describeType(json)}`);
      return json as T;
    },
    write: (value) => value,
  };
}

/** A codec for strings. */
export const string: JsonCodec<string> = primitive("string", "a string");
/** A codec for numbers. */
export const number: JsonCodec<number> = primitive("number", "a number");
/** A codec for booleans. */
export const boolean: JsonCodec<boolean> = primitive("boolean", "a boolean");

/** Returns a codec for a string that must be one of `names`. */
export function enumOf<const T extends string>(...names: readonly T[]): JsonCodec<T> {
  const known: ReadonlySet<string> = new Set(names);
  return {
    read: (json) => {
      if (typeof json === "string" && known.has(json)) return json as T;
      const found = typeof json === "string" ? quoteShort(json) : describeType(json);
      throw new ShapeError(`expected ${alternatives(names)}, got ${found}`);
    },
    write: (value) => value,
  };
}

/** Returns an enumeration such as `"a", "b", or "c"`. */
function alternatives(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(names.map((name) => `"${name}"`));
}

/**
 * Returns parsed JSON as an array.
 *
 * @throws ShapeError if it is not an array
 */
export function asArray(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new ShapeError(`expected an array, got ${describeType(json)}`);
  return json;
}

/**
 * Returns parsed JSON as an object.
 *
 * @throws ShapeError if it is not an object
 */
export function asObject(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new ShapeError(`expected an object, got ${describeType(json)}`);
  return json as Readonly<Record<string, unknown>>;
}

/** Returns a reader for an array whose elements have the same type. */
export function arrayReader<T>(element: JsonReader<T>): JsonReader<readonly T[]> {
  return { read: (json) => asArray(json).map((item, index) => atKey(index, () => element.read(item))) };
}

/** Returns a codec for an array whose elements have the same type. */
export function arrayOf<T>(element: JsonCodec<T>): JsonCodec<readonly T[]> {
  return { ...arrayReader(element), write: (list) => list.map((item) => element.write(item)) };
}

/**
 * Returns a reader for an object with arbitrary property names. The objects have no prototype, so `__proto__` is a normal
 * member.
 */
export function dictionaryReader<T>(member: JsonReader<T>): JsonReader<Readonly<Record<string, T>>> {
  return {
    read: (json) =>
      fromEntries(Object.entries(asObject(json)).map(([name, item]) => [name, atKey(name, () => member.read(item))])),
  };
}

/** Returns a codec for an object with arbitrary property names. */
export function dictionaryOf<T>(member: JsonCodec<T>): JsonCodec<Readonly<Record<string, T>>> {
  return {
    ...dictionaryReader(member),
    write: (object) => fromEntries(Object.entries(object).map(([name, value]) => [name, member.write(value)])),
  };
}

/** Returns an object without a prototype, so that `__proto__` is a normal member. */
export function fromEntries<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const result = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) result[name] = value;
  return result;
}

type Readers<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<JsonReader<Exclude<T[K], undefined>>> : JsonReader<T[K]>;
};
type Codecs<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<JsonCodec<Exclude<T[K], undefined>>> : JsonCodec<T[K]>;
};

type Entries = readonly (readonly [string, JsonCodec<unknown> & { readonly optional?: true }])[];

/**
 * Returns a reader for the known members of an object that another program wrote. The reader ignores unknown members
 * and treats a member that is null as absent, because Go writes null for empty values.
 */
export function looseObjectReader<T extends object>(members: Readers<T>): JsonReader<T> {
  const known = Object.entries(members) as Entries;
  return { read: (json) => readMembers(asObject(json), known, (value) => value === undefined || value === null) as T };
}

/** Returns a codec for an object that has only these members. */
export function strictObject<T extends object>(members: Codecs<T>): JsonCodec<T> {
  const known = Object.entries(members) as Entries;
  return {
    read: (json) => {
      const object = asObject(json);
      const unknown = Object.keys(object).find((name) => !Object.hasOwn(members, name));
      if (unknown !== undefined) atKey(unknown, () => reject("this version of Roadbed does not support this property"));
      return readMembers(object, known, (value) => value === undefined) as T;
    },
    write: (value) =>
      fromEntries(
        known.flatMap(([name, codec]) => {
          const member = (value as Readonly<Record<string, unknown>>)[name];
          return member === undefined ? [] : [[name, codec.write(member)] as const];
        }),
      ),
  };
}

function reject(detail: string): never {
  throw new ShapeError(detail);
}

function readMembers(
  object: Readonly<Record<string, unknown>>,
  members: Entries,
  isAbsent: (value: unknown) => boolean,
): unknown {
  const result: Record<string, unknown> = {};
  for (const [name, member] of members) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (!isAbsent(value)) result[name] = atKey(name, () => member.read(value));
    else if (member.optional !== true) atKey(name, () => reject("the required property is missing"));
  }
  return result;
}

/** Returns a short word in quotation marks. Other strings can be secrets, so messages do not contain them. */
export function quoteShort(value: string): string {
  return /^[\w:-]{1,40}$/.test(value) ? JSON.stringify(value) : "a different string";
}

/** Returns the type of a value, such as `a string`. Messages contain the type because the value can be a secret. */
export function describeType(json: unknown): string {
  if (json === undefined) return "undefined";
  if (json === null) return "null";
  if (Array.isArray(json)) return "an array";
  return (
    { string: "a string", number: "a number", bigint: "a number", boolean: "a boolean", object: "an object" }[
      typeof json as string
    ] ?? "a value of another type"
  );
}
