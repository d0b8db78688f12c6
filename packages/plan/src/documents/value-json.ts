import {
  isArchive,
  isAsset,
  isList,
  isReference,
  isSecret,
  isUnknown,
  isUnknownMarker,
  KIND,
  readUnknown,
  SECRET_MASK,
  makeSecret,
  SIGNATURE,
  SIGNATURES,
  UNKNOWN,
  UNKNOWN_MARKER,
  type Archive,
  type Asset,
  type Properties,
  type Reference,
  type Unknown,
  type Value,
} from "../model";
import { asObject, atKey, describeType, fromEntries, ShapeError, type Json } from "./shape";

/** The maximum nesting depth of values, which prevents a malicious file from exhausting the stack. */
const MAX_DEPTH = 500;

/** Converts a value to JSON. Special values have the same form as in Pulumi's state files, and secrets are masked. */
export function valueToJson(value: Value, depth = 0): Json {
  if (depth > MAX_DEPTH) throw tooDeep();
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string")
    return isUnknownMarker(value) ? signed("bytes", { value: Buffer.from(value).toString("base64") }) : value;
  if (typeof value === "number") return encodeNumber(value);
  if (isUnknown(value)) return encodeUnknown(value, depth);
  if (isSecret(value))
    return signed("secret", { ciphertext: SECRET_MASK, ...(value.digest !== undefined && { digest: value.digest }) });
  if (isAsset(value)) return signed("asset", stringMembers(value, ["hash", "text", "path", "uri"]));
  if (isArchive(value))
    return signed("archive", {
      ...stringMembers(value, ["hash", "path", "uri"]),
      ...(value.assets === undefined ? {} : { assets: encodeMembers(value.assets, depth) }),
    });
  if (isReference(value)) return encodeReference(value);
  if (isList(value)) return value.map((element) => valueToJson(element, depth + 1));
  const members = encodeMembers(value, depth);
  return SIGNATURE in members ? signed("pairs", { pairs: Object.entries(members) }) : members;
}

function encodeMembers(object: Readonly<Record<string, Value>>, depth: number): Record<string, Json> {
  return fromEntries(Object.entries(object).map(([name, member]) => [name, valueToJson(member, depth + 1)]));
}

function encodeUnknown({ origin }: Unknown, depth: number): Json {
  return origin === undefined ? UNKNOWN_MARKER : signed("unknown", { origin: encodeMembers({ ...origin }, depth) });
}

function encodeNumber(value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  return signed("float", { value: bits.toString("hex") });
}

function encodeReference({ urn, id, packageVersion }: Reference): Json {
  return signed("reference", {
    urn,
    ...(id === undefined ? {} : { id: typeof id === "string" ? id : UNKNOWN_MARKER }),
    ...(packageVersion === undefined ? {} : { packageVersion }),
  });
}

function signed(signature: keyof typeof SIGNATURES, members: Readonly<Record<string, Json>>): Json {
  return { [SIGNATURE]: SIGNATURES[signature], ...members };
}

/** Functions that decode the parts of JSON whose meaning depends on the program that wrote it. */
export interface JsonDialect {
  /** Decodes a string. By default, a string represents itself. */
  readonly string?: (json: string) => Value;
  /** Decodes an object with an unknown signature. By default, a `ShapeError` is thrown. */
  readonly unknownSignature?: () => Value;
}

/**
 * Converts parsed JSON to properties.
 *
 * @throws ShapeError
 */
export function propertiesFromJson(json: unknown, dialect: JsonDialect = {}): Properties {
  return decodeMembers(asObject(json), dialect, 0);
}

/**
 * Converts parsed JSON of a state, event, digest or saved plan to a value.
 *
 * @throws ShapeError
 */
export function valueFromJson(json: unknown, dialect: JsonDialect = {}, depth = 0): Value {
  if (depth > MAX_DEPTH) throw tooDeep();
  if (json === null || typeof json === "boolean" || typeof json === "number") return json;
  if (typeof json === "string") {
    if (isUnknownMarker(json)) return UNKNOWN;
    return dialect.string?.(json) ?? json;
  }
  if (Array.isArray(json))
    return json.map((element: unknown, index) => atKey(index, () => valueFromJson(element, dialect, depth + 1)));
  const object = asObject(json);
  if (!Object.hasOwn(object, SIGNATURE)) return decodeMembers(object, dialect, depth);
  return decodeSigned(object, dialect, depth);
}

function decodeMembers(object: Readonly<Record<string, unknown>>, dialect: JsonDialect, depth: number): Properties {
  return fromEntries(
    Object.entries(object).map(([name, member]) => [
      name,
      atKey(name, () => valueFromJson(member, dialect, depth + 1)),
    ]),
  );
}

function decodeSigned(object: Readonly<Record<string, unknown>>, dialect: JsonDialect, depth: number): Value {
  switch (object[SIGNATURE]) {
    case SIGNATURES.secret:
      return decodeSecret(object, dialect, depth);
    case SIGNATURES.asset:
      return decodeAsset(object);
    case SIGNATURES.archive:
      return decodeArchive(object, dialect, depth);
    case SIGNATURES.reference:
      return decodeReference(object);
    case SIGNATURES.output: {
      const value = Object.hasOwn(object, "value") ? valueFromJson(object.value, dialect, depth + 1) : UNKNOWN;
      return object.secret === true ? makeSecret(value) : value;
    }
    case SIGNATURES.unknown:
      return decodeUnknown(object, dialect, depth);
    case SIGNATURES.bytes:
      return decodeBytes(requiredString(object, "value"));
    case SIGNATURES.float:
      return decodeFloat(requiredString(object, "value"));
    case SIGNATURES.pairs:
      return decodePairs(object.pairs, dialect, depth);
    default:
      if (dialect.unknownSignature !== undefined) return dialect.unknownSignature();
      throw new ShapeError("this version of Roadbed does not support this kind of value");
  }
}

function decodeUnknown(object: Readonly<Record<string, unknown>>, dialect: JsonDialect, depth: number): Value {
  const unknown = readUnknown(decodeMembers(asObject(object.origin), dialect, depth));
  if (unknown === undefined) throw new ShapeError("the origin of an unknown value is invalid");
  return unknown;
}

/** Decodes a secret. If the secret is encrypted or masked, its value is unknown. */
function decodeSecret(object: Readonly<Record<string, unknown>>, dialect: JsonDialect, depth: number): Value {
  const { plaintext, digest } = object;
  if (Object.hasOwn(object, "value")) return makeSecret(valueFromJson(object.value, dialect, depth + 1));
  if (typeof plaintext !== "string") return { ...makeSecret(UNKNOWN), ...(typeof digest === "string" && { digest }) };
  let inner: unknown;
  try {
    inner = JSON.parse(plaintext);
  } catch {
    // The parser's message is omitted because it would quote the secret.
    throw new ShapeError("the plaintext of the secret is not JSON");
  }
  return makeSecret(valueFromJson(inner, dialect, depth + 1));
}

function decodeAsset(object: Readonly<Record<string, unknown>>): Asset {
  const members = stringMembers(object, ["hash", "text", "path", "uri"]);
  // Pulumi omits `text` if it is empty.
  const empty = members.text === undefined && members.path === undefined && members.uri === undefined;
  return { [KIND]: "asset", ...members, ...(empty ? { text: "" } : {}) };
}

function decodeArchive(object: Readonly<Record<string, unknown>>, dialect: JsonDialect, depth: number): Archive {
  const members = stringMembers(object, ["hash", "path", "uri"]);
  if (!Object.hasOwn(object, "assets")) return { [KIND]: "archive", ...members };
  const assets = atKey("assets", () => decodeMembers(asObject(object.assets), dialect, depth));
  return { [KIND]: "archive", ...members, assets };
}

function decodeReference(object: Readonly<Record<string, unknown>>): Reference {
  const { id } = object;
  // The ID is empty if the resource does not exist yet, and absent for components.
  const known = typeof id === "string" && id !== "" && !isUnknownMarker(id);
  return {
    [KIND]: "reference",
    urn: requiredString(object, "urn"),
    ...(id === undefined || id === null ? {} : { id: known ? id : UNKNOWN }),
    // If there is no version, the CLI writes an empty string.
    ...(object.packageVersion === "" ? {} : stringMembers(object, ["packageVersion"])),
  };
}

function decodeBytes(base64: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    // Pulumi displays bytes that are not UTF-8 in this form.
    return `b"${base64}"`;
  }
}

function decodeFloat(hex: string): number {
  if (!/^[0-9a-f]{16}$/i.test(hex)) throw new ShapeError("expected a number as 16 hexadecimal digits");
  return Buffer.from(hex, "hex").readDoubleBE();
}

function decodePairs(json: unknown, dialect: JsonDialect, depth: number): Properties {
  if (!Array.isArray(json)) throw new ShapeError(`expected an array of pairs, got ${describeType(json)}`);
  return fromEntries(
    json.map((pair: unknown, index) => {
      if (!Array.isArray(pair) || typeof pair[0] !== "string" || pair.length !== 2)
        return atKey(index, () => {
          throw new ShapeError("expected a name-value pair");
        });
      return [pair[0], atKey(pair[0], () => valueFromJson(pair[1], dialect, depth + 1))] as const;
    }),
  );
}

function requiredString(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = object[name];
  if (typeof value === "string") return value;
  return atKey(name, () => {
    throw new ShapeError(`expected a string, got ${describeType(value)}`);
  });
}

/** Returns those of the named members that are strings. */
function stringMembers(object: object, names: readonly string[]): Record<string, string> {
  return fromEntries(
    names.flatMap((name) => {
      const value: unknown = Object.hasOwn(object, name) ? object[name as keyof object] : undefined;
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

function tooDeep(): ShapeError {
  return new ShapeError(`the value is nested deeper than ${MAX_DEPTH} levels`);
}
