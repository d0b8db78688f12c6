import { ListValue, NullValue, Struct, Value as Wire } from "google-protobuf/google/protobuf/struct_pb";
import {
  isArchive,
  isAsset,
  isList,
  isReference,
  isSecret,
  isUnknown,
  kind,
  properties,
  secret,
  unknown,
  type Archive,
  type Asset,
  type Properties,
  type Reference,
  type Value,
} from "../value";
import { InvalidRequest } from "./rpc-failure";

/** The member that marks an object on the wire as one of the kinds JSON does not have. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What stands for an unknown; it must be the whole text. The others are markers of typed unknowns from other SDKs. */
export const UNKNOWN_MARKER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_MARKERS: ReadonlySet<string> = new Set([
  UNKNOWN_MARKER,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Called for each resource that an output value says it depends on. */
export type OnDependency = (urn: string) => void;

/** A property map as the SDK sent it, output values resolved to what they hold. */
export function decodeProperties(struct: Struct | undefined, onDependency?: OnDependency): Properties {
  const result = properties() as Record<string, Value>;
  struct?.getFieldsMap().forEach((value, name) => {
    result[name] = decodeValue(value, onDependency);
  });
  return result;
}

export function decodeValue(wire: Wire, onDependency?: OnDependency): Value {
  switch (wire.getKindCase()) {
    case Wire.KindCase.NUMBER_VALUE:
      return wire.getNumberValue();
    case Wire.KindCase.STRING_VALUE: {
      const text = wire.getStringValue();
      // All markers have the length of a UUID.
      return text.length === UNKNOWN_MARKER.length && UNKNOWN_MARKERS.has(text) ? unknown : text;
    }
    case Wire.KindCase.BOOL_VALUE:
      return wire.getBoolValue();
    case Wire.KindCase.LIST_VALUE:
      return (wire.getListValue()?.getValuesList() ?? []).map((element) => decodeValue(element, onDependency));
    case Wire.KindCase.STRUCT_VALUE:
      return decodeObject(decodeProperties(wire.getStructValue(), onDependency), onDependency);
    case Wire.KindCase.NULL_VALUE:
    case Wire.KindCase.KIND_NOT_SET:
      return null;
  }
}

/** An object whose signature, if it has one, is taken for what it means. Used for states too, which spell it alike. */
export function decodeObject(object: Properties, onDependency?: OnDependency): Value {
  const signature = object[SIGNATURE];
  if (signature === undefined) return object;
  if (signature === SECRET) return secret(object.value ?? null);
  if (signature === OUTPUT) return decodeOutput(object, onDependency);
  if (signature === ASSET) return { [kind]: "asset", ...texts(object, ["hash", "text", "path", "uri"]) };
  if (signature === ARCHIVE) return decodeArchive(object);
  if (signature === REFERENCE) return decodeReference(object);
  throw new InvalidRequest("a property holds an object with a signature that no version of Pulumi is known to use");
}

function decodeOutput(object: Properties, onDependency?: OnDependency): Value {
  if (onDependency !== undefined && isList(object.dependencies))
    for (const urn of object.dependencies) if (typeof urn === "string") onDependency(urn);
  const value = object.value ?? ("value" in object ? null : unknown);
  return object.secret === true ? secret(value) : value;
}

function decodeArchive(object: Properties): Archive {
  const { assets } = object;
  return {
    [kind]: "archive",
    ...texts(object, ["hash", "path", "uri"]),
    ...(typeof assets === "object" && assets !== null ? { assets: assets as Properties } : {}),
  };
}

function decodeReference(object: Properties): Reference {
  const { urn, id } = object;
  if (typeof urn !== "string") throw new InvalidRequest("a property refers to a resource without a URN");
  // Components have no id at all; an empty one is that of a resource not created yet.
  const idPart = id === undefined ? {} : { id: typeof id === "string" && id !== "" ? id : unknown };
  return { [kind]: "reference", urn, ...idPart, ...texts(object, ["packageVersion"]) };
}

/** The members of an object that are texts and not empty. */
function texts<Name extends string>(object: Properties, names: readonly Name[]): Partial<Record<Name, string>> {
  const result: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = object[name];
    // An asset of an empty text is one; an empty path or hash is none.
    if (typeof value === "string" && (value !== "" || name === "text")) result[name] = value;
  }
  return result;
}

/** What the receiver of encoded values understands. */
export interface Dialect {
  /** Secrets and unknowns as output values, as callbacks for transforms expect them. */
  readonly outputValues?: boolean;
  /** Whether references to resources are understood; if not, the id stands for a resource, or the URN of a component. */
  readonly references?: boolean;
}

export function encodeProperties(values: Properties, dialect: Dialect = {}): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(values)) fields.set(name, encodeValue(value, dialect));
  return struct;
}

export function encodeValue(value: Value, dialect: Dialect = {}): Wire {
  const wire = new Wire();
  if (value === null) wire.setNullValue(NullValue.NULL_VALUE);
  else if (typeof value === "string") wire.setStringValue(value);
  else if (typeof value === "number") wire.setNumberValue(value);
  else if (typeof value === "boolean") wire.setBoolValue(value);
  else if (isList(value)) {
    const list = new ListValue();
    list.setValuesList(value.map((element) => encodeValue(element, dialect)));
    wire.setListValue(list);
  } else {
    const spelt = spell(value, dialect);
    if (typeof spelt === "string") wire.setStringValue(spelt);
    else wire.setStructValue(encodeProperties(spelt, dialect));
  }
  return wire;
}

/** The object, or text, that stands for a value on the wire. */
function spell(
  value: Exclude<Value, null | boolean | number | string | readonly Value[]>,
  dialect: Dialect,
): Properties | string {
  const { outputValues = false, references = true } = dialect;
  if (isUnknown(value)) return outputValues ? signed(OUTPUT, {}) : UNKNOWN_MARKER;
  if (isSecret(value)) return spellSecret(value.value, outputValues);
  if (isReference(value)) return spellReference(value, references);
  if (isAsset(value)) return signed(ASSET, members(value, ["hash", "text", "path", "uri"]));
  if (isArchive(value))
    return signed(ARCHIVE, {
      ...members(value, ["hash", "path", "uri"]),
      ...(value.assets === undefined ? {} : { assets: value.assets }),
    });
  return value;
}

function spellSecret(inner: Value, outputValues: boolean): Properties {
  if (!outputValues) return signed(SECRET, { value: inner });
  return signed(OUTPUT, isUnknown(inner) ? { secret: true } : { value: inner, secret: true });
}

function spellReference({ urn, id, packageVersion }: Reference, references: boolean): Properties | string {
  const knownId = typeof id === "string" ? id : UNKNOWN_MARKER;
  if (!references) return id === undefined ? urn : knownId;
  return signed(REFERENCE, {
    urn,
    ...(id === undefined ? {} : { id: knownId }),
    ...(packageVersion === undefined ? {} : { packageVersion }),
  });
}

function members(from: Asset | Archive, names: readonly string[]): Properties {
  const given = new Map<string, unknown>(Object.entries(from));
  return properties(
    names.flatMap((name) => {
      const value = given.get(name);
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

function signed(signature: string, object: Properties): Properties {
  return { [SIGNATURE]: signature, ...object };
}

/** Properties with the resources that each depends on. */
export interface Tracked {
  readonly values: Properties;
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Properties whose output values say what each depends on. */
export function decodeTracked(struct: Struct): Tracked {
  const values = properties() as Record<string, Value>;
  const dependencies = new Map<string, ReadonlySet<string>>();
  struct.getFieldsMap().forEach((value, name) => {
    const found = new Set<string>();
    values[name] = decodeValue(value, (urn) => found.add(urn));
    dependencies.set(name, found);
  });
  return { values, dependencies };
}

/** The reverse: every property that depends on something becomes an output value that says so. */
export function encodeTracked({ values, dependencies }: Tracked): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(values)) {
    const urns = [...(dependencies.get(name) ?? [])];
    if (urns.length === 0) {
      fields.set(name, encodeValue(value, { outputValues: true }));
      continue;
    }
    const inner = isSecret(value) ? value.value : value;
    const output = {
      ...(isUnknown(inner) ? {} : { value: inner }),
      ...(isSecret(value) ? { secret: true } : {}),
      dependencies: urns,
    };
    fields.set(name, encodeValue(signed(OUTPUT, output), { outputValues: true }));
  }
  return struct;
}
