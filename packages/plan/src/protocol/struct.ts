import { ListValue, NullValue, Struct, Value as Wire } from "google-protobuf/google/protobuf/struct_pb";
import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  isUnknownMarker,
  KIND,
  propertyMap,
  makeSecret,
  SIGNATURE,
  SIGNATURES,
  readUnknown,
  UNKNOWN,
  UNKNOWN_MARKER,
  type Archive,
  type Asset,
  type Properties,
  type Reference,
  type Unknown,
  type Value,
} from "../model";
import { hasFormattedPlaceholder } from "./formatted-placeholders";
import { InvalidRequestError } from "./rpc-errors";

/** Called for each resource on which an output value depends. */
export type OnDependency = (urn: string) => void;

/** Decodes properties from the SDK. Output values are replaced with their content. */
export function decodeStruct(struct: Struct | undefined, onDependency?: OnDependency): Properties {
  const result = propertyMap() as Record<string, Value>;
  struct?.getFieldsMap().forEach((value, name) => {
    result[name] = decodeWireValue(value, onDependency);
  });
  return result;
}

/** Decodes a value from the SDK. */
export function decodeWireValue(wire: Wire, onDependency?: OnDependency): Value {
  switch (wire.getKindCase()) {
    case Wire.KindCase.NUMBER_VALUE:
      // JSON has no such number. A program gets one if it calculates with a placeholder.
      return Number.isNaN(wire.getNumberValue()) ? UNKNOWN : wire.getNumberValue();
    case Wire.KindCase.STRING_VALUE: {
      const value = wire.getStringValue();
      return isUnknownMarker(value) || hasFormattedPlaceholder(value) ? UNKNOWN : value;
    }
    case Wire.KindCase.BOOL_VALUE:
      return wire.getBoolValue();
    case Wire.KindCase.LIST_VALUE:
      return (wire.getListValue()?.getValuesList() ?? []).map((element) => decodeWireValue(element, onDependency));
    case Wire.KindCase.STRUCT_VALUE:
      return decodeMembers(decodeStruct(wire.getStructValue(), onDependency), onDependency);
    case Wire.KindCase.NULL_VALUE:
    case Wire.KindCase.KIND_NOT_SET:
      return null;
  }
}

function decodeMembers(object: Properties, onDependency?: OnDependency): Value {
  const value = decodeObject(object, onDependency);
  // If a name is unknown, it is also unknown whether other names exist.
  return value === object && Object.keys(object).some(hasFormattedPlaceholder) ? UNKNOWN : value;
}

/** Returns the special value that an object with a signature represents. Returns other objects unchanged. */
export function decodeObject(object: Properties, onDependency?: OnDependency): Value {
  const signature = object[SIGNATURE];
  if (signature === undefined) return object;
  if (signature === SIGNATURES.secret) return makeSecret(object.value ?? null);
  if (signature === SIGNATURES.output) return decodeOutput(object, onDependency);
  // The content of an asset can contain a placeholder.
  if ((signature === SIGNATURES.asset || signature === SIGNATURES.archive) && Object.values(object).some(isUnknown))
    return UNKNOWN;
  if (signature === SIGNATURES.asset)
    return { [KIND]: "asset", ...stringMembers(object, ["hash", "text", "path", "uri"]) };
  if (signature === SIGNATURES.archive) return decodeArchive(object);
  if (signature === SIGNATURES.reference) return decodeReference(object);
  if (signature === SIGNATURES.unknown) return decodeUnknown(object.origin);
  throw new InvalidRequestError("a property contains an object with an unknown signature");
}

function decodeOutput(object: Properties, onDependency?: OnDependency): Value {
  if (onDependency !== undefined && isList(object.dependencies))
    for (const urn of object.dependencies) if (typeof urn === "string") onDependency(urn);
  const value = object.value ?? ("value" in object ? null : decodeUnknown(object.origin));
  return object.secret === true ? makeSecret(value) : value;
}

/** Decodes an unknown value. The preload script sends the origin. */
function decodeUnknown(origin: Value | undefined): Unknown {
  if (!isProperties(origin)) return UNKNOWN;
  const unknown = readUnknown(origin);
  if (unknown !== undefined) return unknown;
  throw new InvalidRequestError("an unknown value has an invalid origin");
}

function decodeArchive(object: Properties): Archive {
  const { assets } = object;
  return {
    [KIND]: "archive",
    ...stringMembers(object, ["hash", "path", "uri"]),
    ...(typeof assets === "object" && assets !== null ? { assets: assets as Properties } : {}),
  };
}

function decodeReference(object: Properties): Reference {
  const { urn, id } = object;
  if (typeof urn !== "string") throw new InvalidRequestError("a reference to a resource has no URN");
  // The ID is absent for components, and empty if the resource does not exist yet.
  const idPart = id === undefined ? {} : { id: typeof id === "string" && id !== "" ? id : UNKNOWN };
  return { [KIND]: "reference", urn, ...idPart, ...stringMembers(object, ["packageVersion"]) };
}

/** Returns those of the named members that are non-empty strings. */
function stringMembers<Name extends string>(object: Properties, names: readonly Name[]): Partial<Record<Name, string>> {
  const result: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = object[name];
    // An empty `text` is the content of an empty asset. An empty path or hash means that the member is not set.
    if (typeof value === "string" && (value !== "" || name === "text")) result[name] = value;
  }
  return result;
}

/** The encodings that the receiver supports. */
export interface WireDialect {
  /**
   * Whether to encode secrets and unknown values as output values, which transforms expect.
   *
   * @default false
   */
  readonly outputValues?: boolean;
  /**
   * Whether the receiver supports references to resources. Otherwise, the ID represents a resource, and the URN
   * represents a component.
   *
   * @default true
   */
  readonly references?: boolean;
}

/** Encodes properties for the SDK. */
export function encodeStruct(values: Properties, dialect: WireDialect = {}): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(values)) fields.set(name, encodeWireValue(value, dialect));
  return struct;
}

/** Encodes a value for the SDK. */
export function encodeWireValue(value: Value, dialect: WireDialect = {}): Wire {
  const wire = new Wire();
  if (value === null) wire.setNullValue(NullValue.NULL_VALUE);
  else if (typeof value === "string") wire.setStringValue(value);
  else if (typeof value === "number") wire.setNumberValue(value);
  else if (typeof value === "boolean") wire.setBoolValue(value);
  else if (isList(value)) {
    const list = new ListValue();
    list.setValuesList(value.map((element) => encodeWireValue(element, dialect)));
    wire.setListValue(list);
  } else {
    const encoded = encodeObject(value, dialect);
    if (typeof encoded === "string") wire.setStringValue(encoded);
    else wire.setStructValue(encodeStruct(encoded, dialect));
  }
  return wire;
}

/** Returns the object or string that represents a value in the protocol. */
function encodeObject(
  value: Exclude<Value, null | boolean | number | string | readonly Value[]>,
  dialect: WireDialect,
): Properties | string {
  const { outputValues = false, references = true } = dialect;
  if (isUnknown(value)) return outputValues ? signed("output", encodedOrigin(value)) : UNKNOWN_MARKER;
  if (isSecret(value)) return encodeSecret(value.value, outputValues);
  if (isReference(value)) return encodeReference(value, references);
  if (isAsset(value)) return signed("asset", members(value, ["hash", "text", "path", "uri"]));
  if (isArchive(value))
    return signed("archive", {
      ...members(value, ["hash", "path", "uri"]),
      ...(value.assets === undefined ? {} : { assets: value.assets }),
    });
  return value;
}

function encodeSecret(inner: Value, outputValues: boolean): Properties {
  if (!outputValues) return signed("secret", { value: inner });
  return signed("output", { ...(isUnknown(inner) ? encodedOrigin(inner) : { value: inner }), secret: true });
}

/** Returns the origin of an unknown output value as a member of the output value. SDKs ignore the member. */
function encodedOrigin({ origin }: Unknown): Properties {
  return origin === undefined ? {} : { origin: { ...origin } };
}

function encodeReference({ urn, id, packageVersion }: Reference, references: boolean): Properties | string {
  const knownId = typeof id === "string" ? id : UNKNOWN_MARKER;
  if (!references) return id === undefined ? urn : knownId;
  return signed("reference", {
    urn,
    ...(id === undefined ? {} : { id: knownId }),
    ...(packageVersion === undefined ? {} : { packageVersion }),
  });
}

function members(from: Asset | Archive, names: readonly string[]): Properties {
  const given = new Map<string, unknown>(Object.entries(from));
  return propertyMap(
    names.flatMap((name) => {
      const value = given.get(name);
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

function signed(signature: keyof typeof SIGNATURES, object: Properties): Properties {
  return { [SIGNATURE]: SIGNATURES[signature], ...object };
}

/** Properties with the resources on which each property depends. */
export interface TrackedProperties {
  readonly values: Properties;
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Decodes properties together with the dependencies in their output values. */
export function decodeTrackedStruct(struct: Struct): TrackedProperties {
  const values = propertyMap() as Record<string, Value>;
  const dependencies = new Map<string, ReadonlySet<string>>();
  struct.getFieldsMap().forEach((value, name) => {
    const found = new Set<string>();
    values[name] = decodeWireValue(value, (urn) => found.add(urn));
    dependencies.set(name, found);
  });
  return { values, dependencies };
}

/** Encodes properties. A property with dependencies becomes an output value. */
export function encodeTrackedStruct({ values, dependencies }: TrackedProperties): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(values)) {
    const urns = [...(dependencies.get(name) ?? [])];
    if (urns.length === 0) {
      fields.set(name, encodeWireValue(value, { outputValues: true }));
      continue;
    }
    const inner = isSecret(value) ? value.value : value;
    const output = {
      ...(isUnknown(inner) ? encodedOrigin(inner) : { value: inner }),
      ...(isSecret(value) ? { secret: true } : {}),
      dependencies: urns,
    };
    fields.set(name, encodeWireValue(signed("output", output), { outputValues: true }));
  }
  return struct;
}
