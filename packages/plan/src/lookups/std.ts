import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Address4, Address6 } from "ip-address";
import { valueFromData } from "../documents";
import { isList, isProperties, propertyMap, type Properties, type Value } from "../model";
import { LookupError } from "./lookup-error";

/**
 * The std provider's pure functions by name. The map does not contain functions that read files, that depend on time or
 * randomness (`timestamp`, `uuid`, `bcrypt`), or that use Go's format verbs or RE2 patterns, which Node.js does not
 * support.
 */
const FUNCTIONS: Readonly<Record<string, (args: Properties) => Value | undefined>> = {
  abs: ({ input }) => Math.abs(number(input)),
  alltrue: ({ input }) => list(input).every(isTrue),
  anytrue: ({ input }) => list(input).some(isTrue),
  base64decode: ({ input }) => base64(string(input)).toString("utf8"),
  base64encode: ({ input }) => Buffer.from(string(input), "utf8").toString("base64"),
  base64sha256: ({ input }) => createHash("sha256").update(string(input)).digest("base64"),
  base64sha512: ({ input }) => createHash("sha512").update(string(input)).digest("base64"),
  ceil: ({ input }) => Math.ceil(number(input)),
  chomp: ({ input }) => string(input).replace(/[\r\n]+$/, ""),
  chunklist: ({ input, size }) => chunks(list(input), number(size)),
  cidrhost: ({ input, host }) => address(cidrBlock(input), BigInt(integer(host))),
  cidrnetmask: ({ input }) => netmask(cidrBlock(input)),
  cidrsubnet: ({ input, newbits, netnum }) => subnet(cidrBlock(input), integer(newbits), BigInt(integer(netnum))),
  compact: ({ input }) => list(input).filter((element) => element !== null && string(element) !== ""),
  concat: ({ input }) => list(input).flatMap(list),
  contains: ({ input, element }) => list(input).some((candidate) => same(candidate, element ?? null)),
  distinct: ({ input }) => distinct(list(input)),
  // As in the provider, a negative index counts from the end, and an index beyond the end wraps around.
  element: ({ input, index }) => nonEmptyList(input).at(integer(index) % nonEmptyList(input).length) ?? null,
  endswith: ({ input, suffix }) => string(input).endsWith(string(suffix)),
  flatten: ({ input }) => flatten(list(input)),
  floor: ({ input }) => Math.floor(number(input)),
  indent: ({ input, spaces }) => string(input).replaceAll("\n", `\n${padding(integer(spaces))}`),
  join: ({ input, separator }) => list(input).map(string).join(string(separator)),
  jsondecode: ({ input }) => parsed(string(input)),
  keys: ({ input }) => Object.keys(record(input)).sort(byBytes),
  lower: ({ input }) => string(input).toLowerCase(),
  max: ({ input }) =>
    nonEmptyList(input)
      .map(number)
      .reduce((left, right) => Math.max(left, right)),
  md5: ({ input }) => createHash("md5").update(string(input)).digest("hex"),
  merge: ({ input }) => propertyMap(list(input).flatMap((map) => Object.entries(record(map)))),
  min: ({ input }) =>
    nonEmptyList(input)
      .map(number)
      .reduce((left, right) => Math.min(left, right)),
  pow: ({ base, exponent }) => number(base) ** number(exponent),
  replace: ({ text: from, search, replace }) =>
    // A search string between slashes is an RE2 pattern, which is not supported.
    /^\/.*\/$/s.test(string(search)) ? undefined : string(from).replaceAll(string(search), () => string(replace)),
  reverse: ({ input }) => [...list(input)].reverse(),
  sha1: ({ input }) => createHash("sha1").update(string(input)).digest("hex"),
  sha256: ({ input }) => createHash("sha256").update(string(input)).digest("hex"),
  sha512: ({ input }) => createHash("sha512").update(string(input)).digest("hex"),
  signum: ({ input }) => Math.sign(number(input)),
  sort: ({ input }) => list(input).map(string).sort(byBytes),
  split: ({ text: from, separator }) =>
    separator === "" ? Array.from(string(from)) : string(from).split(string(separator)),
  startswith: ({ input, prefix }) => string(input).startsWith(string(prefix)),
  strrev: ({ input }) => clusters(string(input)).reverse().join(""),
  sum: ({ input }) =>
    list(input)
      .map(number)
      .reduce((total, element) => total + element, 0),
  trimprefix: ({ input, prefix }) =>
    string(input).startsWith(string(prefix)) ? string(input).slice(string(prefix).length) : string(input),
  // White space in Go includes U+0085, but not the byte order mark.
  trimspace: ({ input }) => string(input).replace(/^(?:[^\S\uFEFF]|\u0085)+|(?:[^\S\uFEFF]|\u0085)+$/g, ""),
  trimsuffix: ({ input, suffix }) =>
    string(suffix) !== "" && string(input).endsWith(string(suffix))
      ? string(input).slice(0, -string(suffix).length)
      : string(input),
  upper: ({ input }) => string(input).toUpperCase(),
  values: ({ input }) =>
    Object.entries(record(input))
      .sort(([a], [b]) => byBytes(a, b))
      .map(([, value]) => value),
  zipmap: ({ keys, values }) => zipped(list(keys).map(string), list(values)),
};

/** Computes the result of a std provider function, or returns undefined if the function is not supported. */
export function computeStdLookup(token: string, args: Properties): Properties | undefined {
  const name = /^std:index:(\w+)$/.exec(token)?.[1];
  if (name === undefined || !Object.hasOwn(FUNCTIONS, name)) return undefined;
  const result = FUNCTIONS[name]?.(args);
  return result === undefined ? undefined : propertyMap([["result", result]]);
}

function string(value: Value | undefined): string {
  if (typeof value !== "string") throw new LookupError("type", "expected a string");
  return value;
}

function number(value: Value | undefined): number {
  if (typeof value !== "number") throw new LookupError("type", "expected a number");
  return value;
}

function integer(value: Value | undefined): number {
  if (!Number.isSafeInteger(value)) throw new LookupError("type", "expected an integer");
  return number(value);
}

function nonEmptyList(value: Value | undefined): readonly Value[] {
  const elements = list(value);
  if (elements.length === 0) throw new LookupError("value", "expected a non-empty list");
  return elements;
}

function list(value: Value | undefined): readonly Value[] {
  if (!isList(value)) throw new LookupError("type", "expected a list");
  return value;
}

function record(value: Value | undefined): Properties {
  if (!isProperties(value)) throw new LookupError("type", "expected a map");
  return value;
}

function parsed(json: string): Value {
  try {
    return valueFromData(JSON.parse(json));
  } catch (error) {
    throw new LookupError("syntax", "jsondecode: the input is not valid JSON", { cause: error });
  }
}

function base64(encoded: string): Buffer {
  // The input is checked here, because Node.js ignores invalid characters.
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded.replace(/[\r\n]/g, "")))
    throw new LookupError("syntax", "base64decode: the input is not valid base64");
  return Buffer.from(encoded, "base64");
}

const MAX_SPACES = 1000;
function padding(spaces: number): string {
  if (spaces < 0 || spaces > MAX_SPACES)
    throw new LookupError("value", `indent: expected spaces to be an integer from 0 to ${MAX_SPACES}`);
  return " ".repeat(spaces);
}

function zipped(keys: readonly string[], values: readonly Value[]): Properties {
  if (keys.length !== values.length) throw new LookupError("value", "zipmap: expected as many values as keys");
  return propertyMap(keys.map((key, index) => [key, values[index] ?? null] as const));
}

/** Splits a string into grapheme clusters. */
const clusters = (value: string): string[] => [...new Intl.Segmenter().segment(value)].map(({ segment }) => segment);
const isTrue = (value: Value) => value === true || value === "true";
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const same = (a: Value, b: Value) => isDeepStrictEqual(a, b);
const distinct = (values: readonly Value[]) => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
const flatten = (values: readonly Value[]): Value[] =>
  values.flatMap((value) => (isList(value) ? flatten(value) : [value]));

function chunks(values: readonly Value[], size: number): Value[] {
  if (!Number.isInteger(size) || size < 1)
    throw new LookupError("value", "chunklist: expected size to be an integer of at least 1");
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

function cidrBlock(value: Value | undefined): Address4 | Address6 {
  const cidr = string(value);
  try {
    return cidr.includes(":") ? new Address6(cidr) : new Address4(cidr);
  } catch (error) {
    throw new LookupError("value", `"${cidr}" is not a CIDR block`, { cause: error });
  }
}

const bitsOf = (block: Address4 | Address6) => (block instanceof Address4 ? 32 : 128);
const write = (block: Address4 | Address6, value: bigint) =>
  (block instanceof Address4 ? Address4.fromBigInt(value) : Address6.fromBigInt(value)).correctForm();

function netmask(block: Address4 | Address6): string {
  if (block instanceof Address6) throw new LookupError("value", `"${block.address}" is not an IPv4 CIDR block`);
  return block.subnetMaskAddress().correctForm();
}

/** Returns the address of a host in a CIDR block. A negative host number counts from the end of the block. */
function address(block: Address4 | Address6, host: bigint): string {
  const size = 1n << BigInt(bitsOf(block) - block.subnetMask);
  const offset = host < 0n ? size + host : host;
  if (offset < 0n || offset >= size)
    throw new LookupError("value", `cidrhost: the CIDR block has no host number ${host}`);
  return write(block, block.startAddress().bigInt() + offset);
}

function subnet(block: Address4 | Address6, newBits: number, netnum: bigint): string {
  const prefix = block.subnetMask + newBits;
  if (newBits < 0 || prefix > bitsOf(block))
    throw new LookupError("value", `cidrsubnet: /${block.subnetMask} cannot be extended by ${newBits} bits`);
  if (netnum < 0n || netnum >= 1n << BigInt(newBits))
    throw new LookupError("value", `cidrsubnet: network number ${netnum} does not fit into ${newBits} bits`);
  const step = 1n << BigInt(bitsOf(block) - prefix);
  return `${write(block, block.startAddress().bigInt() + netnum * step)}/${prefix}`;
}
