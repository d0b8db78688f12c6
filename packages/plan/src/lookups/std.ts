import { createHash } from "node:crypto";
import { Address4, Address6 } from "ip-address";
import { LookupError } from "./lookup-error";
import { fromJson } from "../json-value";
import { type Properties, type Value, isList, isProperties, properties } from "../value";

/**
 * The pure functions of the std provider, by name. Left out, and so unanswered: what reads files, what depends on the
 * moment (`timestamp`, `uuid`, `bcrypt`), and what takes Go's format verbs or RE2 patterns, which Node does not have.
 */
const FUNCTIONS: Readonly<Record<string, (args: Properties) => Value>> = {
  abs: ({ input }) => Math.abs(number(input)),
  alltrue: ({ input }) => list(input).every((element) => element === true),
  anytrue: ({ input }) => list(input).some((element) => element === true),
  base64decode: ({ input }) => Buffer.from(text(input), "base64").toString("utf8"),
  base64encode: ({ input }) => Buffer.from(text(input), "utf8").toString("base64"),
  base64sha256: ({ input }) => createHash("sha256").update(text(input)).digest("base64"),
  base64sha512: ({ input }) => createHash("sha512").update(text(input)).digest("base64"),
  ceil: ({ input }) => Math.ceil(number(input)),
  chomp: ({ input }) => text(input).replace(/[\r\n]+$/, ""),
  chunklist: ({ input, size }) => chunks(list(input), number(size)),
  cidrhost: ({ input, host }) => address(range(input), BigInt(number(host))),
  cidrnetmask: ({ input }) => new Address4(text(input)).subnetMaskAddress().correctForm(),
  cidrsubnet: ({ input, newbits, netnum }) => subnet(range(input), number(newbits), BigInt(number(netnum))),
  compact: ({ input }) => list(input).filter((element) => element !== "" && element !== null),
  concat: ({ input }) => list(input).flatMap(list),
  contains: ({ input, element }) => list(input).some((candidate) => same(candidate, element ?? null)),
  distinct: ({ input }) => distinct(list(input)),
  element: ({ input, index }) => list(input)[number(index) % list(input).length] ?? null,
  endswith: ({ input, suffix }) => text(input).endsWith(text(suffix)),
  flatten: ({ input }) => flatten(list(input)),
  floor: ({ input }) => Math.floor(number(input)),
  indent: ({ input, spaces }) => text(input).replaceAll("\n", `\n${" ".repeat(number(spaces))}`),
  join: ({ input, separator }) => list(input).map(text).join(text(separator)),
  jsondecode: ({ input }) => parsed(text(input)),
  keys: ({ input }) => Object.keys(record(input)).sort(),
  lower: ({ input }) => text(input).toLowerCase(),
  max: ({ input }) => Math.max(...list(input).map(number)),
  md5: ({ input }) => createHash("md5").update(text(input)).digest("hex"),
  merge: ({ input }) => properties(list(input).flatMap((map) => Object.entries(record(map)))),
  min: ({ input }) => Math.min(...list(input).map(number)),
  pow: ({ base, exponent }) => number(base) ** number(exponent),
  replace: ({ text: whole, search, replace }) => text(whole).replaceAll(text(search), () => text(replace)),
  reverse: ({ input }) => [...list(input)].reverse(),
  sha1: ({ input }) => createHash("sha1").update(text(input)).digest("hex"),
  sha256: ({ input }) => createHash("sha256").update(text(input)).digest("hex"),
  sha512: ({ input }) => createHash("sha512").update(text(input)).digest("hex"),
  signum: ({ input }) => Math.sign(number(input)),
  sort: ({ input }) => list(input).map(text).sort(),
  split: ({ text: whole, separator }) => text(whole).split(text(separator)),
  startswith: ({ input, prefix }) => text(input).startsWith(text(prefix)),
  strrev: ({ input }) => Array.from(text(input)).reverse().join(""),
  sum: ({ input }) =>
    list(input)
      .map(number)
      .reduce((total, element) => total + element, 0),
  trimprefix: ({ input, prefix }) =>
    text(input).startsWith(text(prefix)) ? text(input).slice(text(prefix).length) : text(input),
  trimspace: ({ input }) => text(input).trim(),
  trimsuffix: ({ input, suffix }) =>
    text(suffix) !== "" && text(input).endsWith(text(suffix))
      ? text(input).slice(0, -text(suffix).length)
      : text(input),
  upper: ({ input }) => text(input).toUpperCase(),
  values: ({ input }) =>
    Object.entries(record(input))
      .sort(byKey)
      .map(([, value]) => value),
  zipmap: ({ keys, values }) =>
    properties(list(keys).map((key, index) => [text(key), list(values)[index] ?? null] as const)),
};

/** The answer of a std function, or undefined where it cannot be computed here. */
export function std(token: string, args: Properties): Properties | undefined {
  const name = /^std:index:(\w+)$/.exec(token)?.[1];
  if (name === undefined || !Object.hasOwn(FUNCTIONS, name)) return undefined;
  const compute = FUNCTIONS[name];
  return compute && properties([["result", compute(args)]]);
}

function text(value: Value | undefined): string {
  if (typeof value !== "string") throw new LookupError("expected a string");
  return value;
}

function number(value: Value | undefined): number {
  if (typeof value !== "number") throw new LookupError("expected a number");
  return value;
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
    return fromJson(JSON.parse(json));
  } catch (error) {
    throw new LookupError("jsondecode: the input is not JSON", { cause: error });
  }
}

const byKey = ([a]: readonly [string, Value], [b]: readonly [string, Value]) => (a < b ? -1 : 1);
const same = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b);
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
