/** What JSON text can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** How many keys of a place are spelt. */
const MOST_KEYS = 20;

/** A place in a document that does not hold what it should. */
export class ShapeError extends Error {
  /** From the outermost to the innermost. */
  readonly path: (string | number)[] = [];
  readonly detail: string;
  constructor(complaint: string) {
    super(complaint);
    this.name = "ShapeError";
    this.detail = complaint;
  }

  /** `plan.steps[3].operation must be …`; `whole` names the document itself. */
  sentence(whole: string): string {
    const keys = this.path.map((key, index) => spellKey(key, index === 0));
    // A hostile document must not fill the screen.
    const place = keys.length > MOST_KEYS ? `${keys.slice(0, MOST_KEYS).join("")}…` : keys.join("");
    return `${place === "" ? whole : place} ${this.detail}`;
  }
}

function spellKey(key: string | number, first: boolean): string {
  if (typeof key === "number") return `[${key}]`;
  if (/^[A-Za-z_][\w-]*$/.test(key)) return first ? key : `.${key}`;
  // A hostile name must not fill the screen.
  return `[${JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key)}]`;
}

/** Runs a reader for one member, so that a complaint says where. */
export function atKey<T>(key: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) error.path.unshift(key);
    throw error;
  }
}

/** How one kind of value is read from parsed JSON. `read` throws a ShapeError. */
export interface JsonReader<T> {
  readonly read: (json: unknown) => T;
}

/** How one kind of value is read from parsed JSON, and written to it. */
export interface JsonCodec<T> extends JsonReader<T> {
  readonly write: (value: T) => Json;
}

/** Marks a member that may be absent. */
export type Optional<C> = C & { readonly optional: true };
export const optional = <C extends object>(codec: C): Optional<C> => ({ ...codec, optional: true });

function primitive<T extends string | number | boolean>(type: string, article: string): JsonCodec<T> {
  return {
    read: (json) => {
      if (typeof json !== type) throw new ShapeError(`must be ${article}, not ${describeType(json)}`);
      return json as T;
    },
    write: (value) => value,
  };
}

export const string: JsonCodec<string> = primitive("string", "a text");
export const number: JsonCodec<number> = primitive("number", "a number");
export const boolean: JsonCodec<boolean> = primitive("boolean", "true or false");

export function enumOf<const T extends string>(...names: readonly T[]): JsonCodec<T> {
  const known: ReadonlySet<string> = new Set(names);
  return {
    read: (json) => {
      if (typeof json === "string" && known.has(json)) return json as T;
      const found = typeof json === "string" && /^[\w-]{1,40}$/.test(json) ? JSON.stringify(json) : describeType(json);
      throw new ShapeError(`must be ${names.map((name) => `"${name}"`).join(" or ")}, not ${found}`);
    },
    write: (value) => value,
  };
}

export function asArray(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new ShapeError(`must be a list, not ${describeType(json)}`);
  return json;
}

export function asObject(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new ShapeError(`must be an object, not ${describeType(json)}`);
  return json as Readonly<Record<string, unknown>>;
}

export function arrayReader<T>(element: JsonReader<T>): JsonReader<readonly T[]> {
  return { read: (json) => asArray(json).map((item, index) => atKey(index, () => element.read(item))) };
}

export function arrayOf<T>(element: JsonCodec<T>): JsonCodec<readonly T[]> {
  return { ...arrayReader(element), write: (list) => list.map((item) => element.write(item)) };
}

/** An object whose names are free. The result has no prototype, so that a member called `__proto__` is like any other. */
export function dictionaryReader<T>(member: JsonReader<T>): JsonReader<Readonly<Record<string, T>>> {
  return {
    read: (json) =>
      fromEntries(Object.entries(asObject(json)).map(([name, item]) => [name, atKey(name, () => member.read(item))])),
  };
}

export function dictionaryOf<T>(member: JsonCodec<T>): JsonCodec<Readonly<Record<string, T>>> {
  return {
    ...dictionaryReader(member),
    write: (object) => fromEntries(Object.entries(object).map(([name, value]) => [name, member.write(value)])),
  };
}

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
 * An object with known members, read from what another program wrote: members it knows more of are ignored, and null
 * is as good as absent, since Go writes it for "nothing".
 */
export function looseObjectReader<T extends object>(members: Readers<T>): JsonReader<T> {
  const known = Object.entries(members) as Entries;
  return { read: (json) => readMembers(asObject(json), known, (value) => value === undefined || value === null) as T };
}

/** An object with exactly these members. */
export function strictObject<T extends object>(members: Codecs<T>): JsonCodec<T> {
  const known = Object.entries(members) as Entries;
  return {
    read: (json) => {
      const object = asObject(json);
      const strange = Object.keys(object).find((name) => !Object.hasOwn(members, name));
      if (strange !== undefined) atKey(strange, () => refuse("is not known to this version"));
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

function refuse(complaint: string): never {
  throw new ShapeError(complaint);
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
    else if (member.optional !== true) atKey(name, () => refuse("is missing"));
  }
  return result;
}

/** What kind of thing this is; never what it holds, which may be secret. */
export function describeType(json: unknown): string {
  if (json === undefined) return "nothing";
  if (json === null) return "null";
  if (Array.isArray(json)) return "a list";
  return (
    { string: "a text", number: "a number", boolean: "true or false", object: "an object" }[typeof json as string] ??
    "that"
  );
}
