/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** The maximum number of keys in a message. */
const MAX_KEYS = 20;

/** Thrown if a document does not have the expected shape. `path` locates the value and `detail` describes the problem. */
export class ShapeError extends Error {
  /** The keys of the value, outermost first. */
  readonly path: (string | number)[] = [];
  /** The problem, as the end of a sentence that starts with the path. */
  readonly detail: string;
  constructor(detail: string) {
    super(detail);
    this.name = "ShapeError";
    this.detail = detail;
  }

  /**
   * Returns a message such as `plan.steps[3].operation must be …`.
   *
   * @param root - how the message refers to the document itself
   */
  describe(root: string): string {
    const keys = this.path.map((key, index) => formatKey(key, index === 0));
    // A malicious document must not fill the screen.
    const path = keys.length > MAX_KEYS ? `${keys.slice(0, MAX_KEYS).join("")}…` : keys.join("");
    return `${path === "" ? root : path} ${this.detail}`;
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

/** Reads a value from parsed JSON. `read` throws a `ShapeError` if the JSON has another shape. */
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
      if (typeof json !== type) throw new ShapeError(`must be ${description}, not ${describeType(json)}`);
      return json as T;
    },
    write: (value) => value,
  };
}

/** Reads and writes a string. */
export const string: JsonCodec<string> = primitive("string", "a string");
/** Reads and writes a number. */
export const number: JsonCodec<number> = primitive("number", "a number");
/** Reads and writes a boolean. */
export const boolean: JsonCodec<boolean> = primitive("boolean", "a boolean");

/** Reads and writes one of several strings. */
export function enumOf<const T extends string>(...names: readonly T[]): JsonCodec<T> {
  const known: ReadonlySet<string> = new Set(names);
  return {
    read: (json) => {
      if (typeof json === "string" && known.has(json)) return json as T;
      const found = typeof json === "string" && /^[\w-]{1,40}$/.test(json) ? JSON.stringify(json) : describeType(json);
      throw new ShapeError(`must be ${alternatives(names)}, not ${found}`);
    },
    write: (value) => value,
  };
}

/** Returns `"a", "b" or "c"`. */
function alternatives(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter((part) => part !== "").join(" or ");
}

/**
 * Returns parsed JSON as an array.
 *
 * @throws ShapeError if it is not an array
 */
export function asArray(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new ShapeError(`must be an array, not ${describeType(json)}`);
  return json;
}

/**
 * Returns parsed JSON as an object.
 *
 * @throws ShapeError if it is not an object
 */
export function asObject(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new ShapeError(`must be an object, not ${describeType(json)}`);
  return json as Readonly<Record<string, unknown>>;
}

/** Reads an array whose elements have the same type. */
export function arrayReader<T>(element: JsonReader<T>): JsonReader<readonly T[]> {
  return { read: (json) => asArray(json).map((item, index) => atKey(index, () => element.read(item))) };
}

/** Reads and writes an array whose elements have the same type. */
export function arrayOf<T>(element: JsonCodec<T>): JsonCodec<readonly T[]> {
  return { ...arrayReader(element), write: (list) => list.map((item) => element.write(item)) };
}

/** Reads an object with arbitrary names. The result has no prototype, so that `__proto__` is a normal member. */
export function dictionaryReader<T>(member: JsonReader<T>): JsonReader<Readonly<Record<string, T>>> {
  return {
    read: (json) =>
      fromEntries(Object.entries(asObject(json)).map(([name, item]) => [name, atKey(name, () => member.read(item))])),
  };
}

/** Reads and writes an object with arbitrary names. */
export function dictionaryOf<T>(member: JsonCodec<T>): JsonCodec<Readonly<Record<string, T>>> {
  return {
    ...dictionaryReader(member),
    write: (object) => fromEntries(Object.entries(object).map(([name, value]) => [name, member.write(value)])),
  };
}

/** Creates an object without a prototype, so that `__proto__` is a normal member. */
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
 * Reads the known members of an object that another program wrote. Unknown members are ignored. A member that is null is
 * treated as absent, because Go writes null for empty values.
 */
export function looseObjectReader<T extends object>(members: Readers<T>): JsonReader<T> {
  const known = Object.entries(members) as Entries;
  return { read: (json) => readMembers(asObject(json), known, (value) => value === undefined || value === null) as T };
}

/** Reads and writes an object with exactly these members. */
export function strictObject<T extends object>(members: Codecs<T>): JsonCodec<T> {
  const known = Object.entries(members) as Entries;
  return {
    read: (json) => {
      const object = asObject(json);
      const unknown = Object.keys(object).find((name) => !Object.hasOwn(members, name));
      if (unknown !== undefined) atKey(unknown, () => reject("is not supported by this version"));
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
    else if (member.optional !== true) atKey(name, () => reject("is missing"));
  }
  return result;
}

/** Describes the type of a value, but not the value itself, which can be a secret. */
export function describeType(json: unknown): string {
  if (json === undefined) return "undefined";
  if (json === null) return "null";
  if (Array.isArray(json)) return "an array";
  return (
    { string: "a string", number: "a number", boolean: "a boolean", object: "an object" }[typeof json as string] ??
    "another type"
  );
}
