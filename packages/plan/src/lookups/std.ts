import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Address4, Address6 } from "ip-address";
import { valueFromData } from "../documents";
import { isList, isProperties, propertyMap, type Properties, type Value } from "../model";
import { LookupError } from "./lookup-error";

/**
 * The pure functions of the std provider, by name. Left out, and so unanswered: what reads files, what depends on the
 * moment (`timestamp`, `uuid`, `bcrypt`), and what takes Go's format verbs or RE2 patterns, which Node does not have.
 */
const FUNCTIONS: Readonly<Record<string, (args: Properties) => Value | undefined>> = {
  abs: ({ input }) => Math.abs(number(input)),
  alltrue: ({ input }) => list(input).every(isTrue),
  anytrue: ({ input }) => list(input).some(isTrue),
  base64decode: ({ input }) => base64(text(input)).toString("utf8"),
  base64encode: ({ input }) => Buffer.from(text(input), "utf8").toString("base64"),
  base64sha256: ({ input }) => createHash("sha256").update(text(input)).digest("base64"),
  base64sha512: ({ input }) => createHash("sha512").update(text(input)).digest("base64"),
  ceil: ({ input }) => Math.ceil(number(input)),
  chomp: ({ input }) => text(input).replace(/[\r\n]+$/, ""),
  chunklist: ({ input, size }) => chunks(list(input), number(size)),
  cidrhost: ({ input, host }) => address(range(input), BigInt(whole(host))),
  cidrnetmask: ({ input }) => netmask(range(input)),
  cidrsubnet: ({ input, newbits, netnum }) => subnet(range(input), whole(newbits), BigInt(whole(netnum))),
  compact: ({ input }) => list(input).filter((element) => element !== null && text(element) !== ""),
  concat: ({ input }) => list(input).flatMap(list),
  contains: ({ input, element }) => list(input).some((candidate) => same(candidate, element ?? null)),
  distinct: ({ input }) => distinct(list(input)),
  // A negative index counts from the end, and one beyond it starts again.
  element: ({ input, index }) => filled(input).at(whole(index) % filled(input).length) ?? null,
  endswith: ({ input, suffix }) => text(input).endsWith(text(suffix)),
  flatten: ({ input }) => flatten(list(input)),
  floor: ({ input }) => Math.floor(number(input)),
  indent: ({ input, spaces }) => text(input).replaceAll("\n", `\n${padding(whole(spaces))}`),
  join: ({ input, separator }) => list(input).map(text).join(text(separator)),
  jsondecode: ({ input }) => parsed(text(input)),
  keys: ({ input }) => Object.keys(record(input)).sort(byBytes),
  lower: ({ input }) => text(input).toLowerCase(),
  max: ({ input }) =>
    filled(input)
      .map(number)
      .reduce((one, other) => Math.max(one, other)),
  md5: ({ input }) => createHash("md5").update(text(input)).digest("hex"),
  merge: ({ input }) => propertyMap(list(input).flatMap((map) => Object.entries(record(map)))),
  min: ({ input }) =>
    filled(input)
      .map(number)
      .reduce((one, other) => Math.min(one, other)),
  pow: ({ base, exponent }) => number(base) ** number(exponent),
  replace: ({ text: from, search, replace }) =>
    // Between slashes it is a pattern of RE2.
    /^\/.*\/$/s.test(text(search)) ? undefined : text(from).replaceAll(text(search), () => text(replace)),
  reverse: ({ input }) => [...list(input)].reverse(),
  sha1: ({ input }) => createHash("sha1").update(text(input)).digest("hex"),
  sha256: ({ input }) => createHash("sha256").update(text(input)).digest("hex"),
  sha512: ({ input }) => createHash("sha512").update(text(input)).digest("hex"),
  signum: ({ input }) => Math.sign(number(input)),
  sort: ({ input }) => list(input).map(text).sort(byBytes),
  split: ({ text: from, separator }) => (separator === "" ? Array.from(text(from)) : text(from).split(text(separator))),
  startswith: ({ input, prefix }) => text(input).startsWith(text(prefix)),
  strrev: ({ input }) => clusters(text(input)).reverse().join(""),
  sum: ({ input }) =>
    list(input)
      .map(number)
      .reduce((total, element) => total + element, 0),
  trimprefix: ({ input, prefix }) =>
    text(input).startsWith(text(prefix)) ? text(input).slice(text(prefix).length) : text(input),
  // What Go takes for space: with the next line, without the mark of byte order.
  trimspace: ({ input }) => text(input).replace(/^(?:[^\S\uFEFF]|\u0085)+|(?:[^\S\uFEFF]|\u0085)+$/g, ""),
  trimsuffix: ({ input, suffix }) =>
    text(suffix) !== "" && text(input).endsWith(text(suffix))
      ? text(input).slice(0, -text(suffix).length)
      : text(input),
  upper: ({ input }) => text(input).toUpperCase(),
  values: ({ input }) =>
    Object.entries(record(input))
      .sort(([a], [b]) => byBytes(a, b))
      .map(([, value]) => value),
  zipmap: ({ keys, values }) => zipped(list(keys).map(text), list(values)),
};

/** The answer of a std function, or undefined where it cannot be computed here. */
export function computeStdLookup(token: string, args: Properties): Properties | undefined {
  const name = /^std:index:(\w+)$/.exec(token)?.[1];
  if (name === undefined || !Object.hasOwn(FUNCTIONS, name)) return undefined;
  const result = FUNCTIONS[name]?.(args);
  return result === undefined ? undefined : propertyMap([["result", result]]);
}

function text(value: Value | undefined): string {
  if (typeof value !== "string") throw new LookupError("expected a string");
  return value;
}

function number(value: Value | undefined): number {
  if (typeof value !== "number") throw new LookupError("expected a number");
  return value;
}

function whole(value: Value | undefined): number {
  if (!Number.isSafeInteger(value)) throw new LookupError("expected a whole number");
  return number(value);
}

function filled(value: Value | undefined): readonly Value[] {
  const elements = list(value);
  if (elements.length === 0) throw new LookupError("expected a list that is not empty");
  return elements;
}

function list(value: Value | undefined): readonly Value[] {
  if (!isList(value)) throw new LookupError("expected a list");
  return value;
}

function record(value: Value | undefined): Properties {
  if (!isProperties(value)) throw new LookupError("expected a map");
  return value;
}

function parsed(json: string): Value {
  try {
    return valueFromData(JSON.parse(json));
  } catch (error) {
    throw new LookupError("jsondecode: the input is not JSON", { cause: error });
  }
}

function base64(encoded: string): Buffer {
  // Node passes over what is no base64.
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded.replace(/[\r\n]/g, "")))
    throw new LookupError("base64decode: the input is not base64");
  return Buffer.from(encoded, "base64");
}

const MOST_SPACES = 1000;
function padding(spaces: number): string {
  if (spaces < 0 || spaces > MOST_SPACES)
    throw new LookupError(`indent: spaces must be a whole number from 0 to ${MOST_SPACES}`);
  return " ".repeat(spaces);
}

function zipped(keys: readonly string[], values: readonly Value[]): Properties {
  if (keys.length !== values.length) throw new LookupError("zipmap: there must be as many values as keys");
  return propertyMap(keys.map((key, index) => [key, values[index] ?? null] as const));
}

/** What a reader takes for one letter, of however many code points it is. */
const clusters = (of: string): string[] => [...new Intl.Segmenter().segment(of)].map(({ segment }) => segment);
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
    throw new LookupError("chunklist: size must be a whole number of at least 1");
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

function range(value: Value | undefined): Address4 | Address6 {
  const cidr = text(value);
  try {
    return cidr.includes(":") ? new Address6(cidr) : new Address4(cidr);
  } catch (error) {
    throw new LookupError(`"${cidr}" is not an address range`, { cause: error });
  }
}

const bitsOf = (of: Address4 | Address6) => (of instanceof Address4 ? 32 : 128);
const write = (of: Address4 | Address6, value: bigint) =>
  (of instanceof Address4 ? Address4.fromBigInt(value) : Address6.fromBigInt(value)).correctForm();

function netmask(of: Address4 | Address6): string {
  if (of instanceof Address6) throw new LookupError(`"${of.address}" is not a range of IPv4`);
  return of.subnetMaskAddress().correctForm();
}

/** A negative host counts from the end of the range. */
function address(of: Address4 | Address6, host: bigint): string {
  const size = 1n << BigInt(bitsOf(of) - of.subnetMask);
  const offset = host < 0n ? size + host : host;
  if (offset < 0n || offset >= size) throw new LookupError(`cidrhost: the range has no host number ${host}`);
  return write(of, of.startAddress().bigInt() + offset);
}

function subnet(of: Address4 | Address6, newBits: number, netnum: bigint): string {
  const prefix = of.subnetMask + newBits;
  if (newBits < 0 || prefix > bitsOf(of))
    throw new LookupError(`cidrsubnet: /${of.subnetMask} has no room for ${newBits} more bits`);
  if (netnum < 0n || netnum >= 1n << BigInt(newBits))
    throw new LookupError(`cidrsubnet: ${newBits} bits have no network number ${netnum}`);
  const step = 1n << BigInt(bitsOf(of) - prefix);
  return `${write(of, of.startAddress().bigInt() + netnum * step)}/${prefix}`;
}
