/**
 * The version of the value representation. Increase it whenever copies of different versions can no longer share
 * values.
 */
const VALUE_FORMAT = 1;
const LOADED_FORMAT = Symbol.for("@roadbed/plan:value-format");

requireSingleFormat();

/** The key for a special value's kind. The key is a symbol, so that no property name can imitate a special value. */
// Symbol.for lets several copies of this package in one process recognize each other's values.
export const KIND: unique symbol = Symbol.for(`@roadbed/plan:kind/${VALUE_FORMAT}`) as never;

/**
 * Ensures that all copies of this package use the same value format. A copy with a different format would treat special
 * values as plain objects and expose secrets.
 *
 * @throws Error if the process has loaded a copy with a different format
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
  /** Marks the object as an unknown value. */
  readonly [KIND]: "unknown";
  /** Where the value comes from. Absent if the engine does not report it. */
  readonly origin?: UnknownOrigin;
}

/** Where an unknown value comes from. */
export type UnknownOrigin = OutputOrigin | TextOrigin | JsonOrigin | LookupOrigin;

/** An output of a resource. */
export interface OutputOrigin {
  readonly kind: "output";
  /** The URN of the resource. */
  readonly resource: string;
  /** The name of the output. */
  readonly property: string;
}

/** A string with unknown parts, such as the result of `pulumi.interpolate`. */
export interface TextOrigin {
  readonly kind: "text";
  /** The parts in order: strings, unknown values, and secrets of both. A string with a secret part is a secret. */
  readonly parts: readonly Value[];
}

/** A JSON string that contains unknown values, such as the result of `pulumi.jsonStringify`. */
export interface JsonOrigin {
  readonly kind: "json";
  /** The value that the string represents. A string that contains a secret is a secret. */
  readonly value: Value;
}

/** A value from the result of a data source lookup that changes over time although the program does not change. */
export interface LookupOrigin {
  readonly kind: "lookup";
  /** The function's token, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** What the lookup finds. */
  readonly subject: LookupSubject;
}

/** What data source lookups find whose results change over time. */
export const LOOKUP_SUBJECTS = ["image", "snapshot", "availability-zone"] as const;
/** What a data source lookup finds whose result changes over time. */
export type LookupSubject = (typeof LOOKUP_SUBJECTS)[number];

/** A value that must not appear in any output. The value inside the secret can be unknown. */
export interface Secret {
  /** Marks the object as a secret. */
  readonly [KIND]: "secret";
  /** The value inside the secret. */
  readonly value: Value;
  /** Identifies the value in a saved plan, where the value itself is unknown. */
  readonly digest?: string;
}

/** A file. Exactly one of `text`, `path`, and `uri` is set. */
export interface Asset {
  /** Marks the object as an asset. */
  readonly [KIND]: "asset";
  /** The SHA-256 hash of the contents, in hexadecimal. Absent if the engine does not read the contents. */
  readonly hash?: string;
  /** The contents as a string. */
  readonly text?: string;
  /** The path of the file, relative to the program's working directory. */
  readonly path?: string;
  /** The URI of the file. */
  readonly uri?: string;
}

/** A set of files. Exactly one of `assets`, `path`, and `uri` is set. */
export interface Archive {
  /** Marks the object as an archive. */
  readonly [KIND]: "archive";
  /** The SHA-256 hash of the contents, in hexadecimal. Absent if the engine does not read the contents. */
  readonly hash?: string;
  /** The assets and archives in the archive, by path. */
  readonly assets?: Readonly<Record<string, Value>>;
  /** The path of a directory or archive file, relative to the program's working directory. */
  readonly path?: string;
  /** The URI of an archive file. */
  readonly uri?: string;
}

/** A reference to another resource. */
export interface Reference {
  /** Marks the object as a reference. */
  readonly [KIND]: "reference";
  /** The URN of the resource. */
  readonly urn: string;
  /** The ID of the resource. Absent for components, and unknown for resources that do not exist yet. */
  readonly id?: string | Unknown;
  /** The version of the package that defines the resource type. */
  readonly packageVersion?: string;
}

/** A value without a JSON equivalent. */
export type SpecialValue = Unknown | Secret | Asset | Archive | Reference;

/** A property value. */
export type Value = null | boolean | number | string | readonly Value[] | Properties | SpecialValue;

/** Properties by name. The object has no prototype, so that a property named `__proto__` is a normal property. */
export interface Properties {
  /** The value of each property, by name. */
  readonly [name: string]: Value;
}

/** The unknown value. */
export const UNKNOWN: Unknown = Object.freeze({ [KIND]: "unknown" as const });

/** Returns an unknown value with its origin. */
export function unknownFrom(origin: UnknownOrigin): Unknown {
  return { [KIND]: "unknown", origin };
}

/** Returns the unknown value whose origin has the given members, or undefined if they are not an origin. */
export function readUnknown({ kind, resource, property, parts, value, ...lookup }: Properties): Unknown | undefined {
  if (kind === "output" && typeof resource === "string" && typeof property === "string")
    return unknownFrom({ kind, resource, property });
  if (kind === "text" && isList(parts)) return unknownFrom({ kind, parts });
  if (kind === "lookup") return readLookup(lookup);
  return kind === "json" && value !== undefined ? unknownFrom({ kind, value }) : undefined;
}

function readLookup({ token, subject }: Properties): Unknown | undefined {
  const known = LOOKUP_SUBJECTS.find((name) => name === subject);
  return typeof token === "string" && known !== undefined
    ? unknownFrom({ kind: "lookup", token, subject: known })
    : undefined;
}

/** Returns the value as a secret. A secret is returned unchanged. */
export function makeSecret(value: Value): Secret {
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
/** Whether the value is a special value, which has no JSON equivalent. */
export const isSpecialValue = (value: unknown): value is SpecialValue => kindOf(value) !== undefined;
/** Whether the value is an array. */
export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

/** Whether the value is an object with properties. Returns false for null, arrays, and special values. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSpecialValue(value);
}

/** Returns properties with the given entries. The object has no prototype. */
export function propertyMap(entries: Iterable<readonly [string, Value]> = []): Properties {
  const result = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) result[name] = value;
  return result;
}

/** Returns the value inside a secret, even if it is nested in several secrets. Returns other values unchanged. */
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
