import { ListValue, NullValue, Struct, Value as Wire } from "google-protobuf/google/protobuf/struct_pb";
import {
  isArchive,
  isAsset,
  isList,
  isReference,
  isSecret,
  isUnknown,
  isUnknownMarker,
  KIND,
  propertyMap,
  secretValue,
  SIGNATURE,
  SIGNATURES,
  UNKNOWN,
  UNKNOWN_MARKER,
  type Archive,
  type Asset,
  type Properties,
  type Reference,
  type Value,
} from "../model";
import { InvalidRequest } from "./rpc-errors";

/** Called for each resource that an output value says it depends on. */
export type OnDependency = (urn: string) => void;

/** A property map as the SDK sent it, output values resolved to what they hold. */
export function decodeStruct(struct: Struct | undefined, onDependency?: OnDependency): Properties {
  const result = propertyMap() as Record<string, Value>;
  struct?.getFieldsMap().forEach((value, name) => {
    result[name] = decodeWireValue(value, onDependency);
  });
  return result;
}

export function decodeWireValue(wire: Wire, onDependency?: OnDependency): Value {
  switch (wire.getKindCase()) {
    case Wire.KindCase.NUMBER_VALUE:
      return wire.getNumberValue();
    case Wire.KindCase.STRING_VALUE: {
      const text = wire.getStringValue();
      return isUnknownMarker(text) ? UNKNOWN : text;
    }
    case Wire.KindCase.BOOL_VALUE:
      return wire.getBoolValue();
    case Wire.KindCase.LIST_VALUE:
      return (wire.getListValue()?.getValuesList() ?? []).map((element) => decodeWireValue(element, onDependency));
    case Wire.KindCase.STRUCT_VALUE:
      return decodeObject(decodeStruct(wire.getStructValue(), onDependency), onDependency);
    case Wire.KindCase.NULL_VALUE:
    case Wire.KindCase.KIND_NOT_SET:
      return null;
  }
}

/** An object whose signature, if it has one, is taken for what it means. Used for states too, which spell it alike. */
export function decodeObject(object: Properties, onDependency?: OnDependency): Value {
  const signature = object[SIGNATURE];
  if (signature === undefined) return object;
  if (signature === SIGNATURES.secret) return secretValue(object.value ?? null);
  if (signature === SIGNATURES.output) return decodeOutput(object, onDependency);
  if (signature === SIGNATURES.asset) return { [KIND]: "asset", ...texts(object, ["hash", "text", "path", "uri"]) };
  if (signature === SIGNATURES.archive) return decodeArchive(object);
  if (signature === SIGNATURES.reference) return decodeReference(object);
  throw new InvalidRequest("a property holds an object with a signature that no version of Pulumi is known to use");
}

function decodeOutput(object: Properties, onDependency?: OnDependency): Value {
  if (onDependency !== undefined && isList(object.dependencies))
    for (const urn of object.dependencies) if (typeof urn === "string") onDependency(urn);
  const value = object.value ?? ("value" in object ? null : UNKNOWN);
  return object.secret === true ? secretValue(value) : value;
}

function decodeArchive(object: Properties): Archive {
  const { assets } = object;
  return {
    [KIND]: "archive",
    ...texts(object, ["hash", "path", "uri"]),
    ...(typeof assets === "object" && assets !== null ? { assets: assets as Properties } : {}),
  };
}

function decodeReference(object: Properties): Reference {
  const { urn, id } = object;
  if (typeof urn !== "string") throw new InvalidRequest("a property refers to a resource without a URN");
  // Components have no id at all; an empty one is that of a resource not created yet.
  const idPart = id === undefined ? {} : { id: typeof id === "string" && id !== "" ? id : UNKNOWN };
  return { [KIND]: "reference", urn, ...idPart, ...texts(object, ["packageVersion"]) };
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
export interface WireDialect {
  /** Secrets and unknowns as output values, as callbacks for transforms expect them. */
  readonly outputValues?: boolean;
  /** Whether references to resources are understood; if not, the id stands for a resource, or the URN of a component. */
  readonly references?: boolean;
}

export function encodeStruct(values: Properties, dialect: WireDialect = {}): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(values)) fields.set(name, encodeWireValue(value, dialect));
  return struct;
}

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
    const spelt = spell(value, dialect);
    if (typeof spelt === "string") wire.setStringValue(spelt);
    else wire.setStructValue(encodeStruct(spelt, dialect));
  }
  return wire;
}

/** The object, or text, that stands for a value on the wire. */
function spell(
  value: Exclude<Value, null | boolean | number | string | readonly Value[]>,
  dialect: WireDialect,
): Properties | string {
  const { outputValues = false, references = true } = dialect;
  if (isUnknown(value)) return outputValues ? signed("output", {}) : UNKNOWN_MARKER;
  if (isSecret(value)) return spellSecret(value.value, outputValues);
  if (isReference(value)) return spellReference(value, references);
  if (isAsset(value)) return signed("asset", members(value, ["hash", "text", "path", "uri"]));
  if (isArchive(value))
    return signed("archive", {
      ...members(value, ["hash", "path", "uri"]),
      ...(value.assets === undefined ? {} : { assets: value.assets }),
    });
  return value;
}

function spellSecret(inner: Value, outputValues: boolean): Properties {
  if (!outputValues) return signed("secret", { value: inner });
  return signed("output", isUnknown(inner) ? { secret: true } : { value: inner, secret: true });
}

function spellReference({ urn, id, packageVersion }: Reference, references: boolean): Properties | string {
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

/** Properties with the resources that each depends on. */
export interface TrackedProperties {
  readonly values: Properties;
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Properties whose output values say what each depends on. */
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

/** The reverse: every property that depends on something becomes an output value that says so. */
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
      ...(isUnknown(inner) ? {} : { value: inner }),
      ...(isSecret(value) ? { secret: true } : {}),
      dependencies: urns,
    };
    fields.set(name, encodeWireValue(signed("output", output), { outputValues: true }));
  }
  return struct;
}
