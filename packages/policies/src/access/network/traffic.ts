import { unwrapSecret, type Value } from "@roadbed/plan";
import { alternatives, type Alternatives } from "../alternatives";
import { opaque } from "../grants";
import { flag, isInRange, matchesAny, type Constraint, type Range } from "../requests/constraint";
import { parsePattern } from "../requests/pattern";
import { canonicalForm, elementsOf, readString, type Holes } from "../values";
import { addressRange, ALL_ADDRESSES } from "./addresses";

/** The protocols and ports of a rule, in the notation of the provider. */
export interface Traffic {
  readonly protocol: Value | undefined;
  readonly fromPort: Value | undefined;
  readonly toPort: Value | undefined;
}

const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  "-1": "all",
  "*": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  ipv6icmp: "icmpv6",
};

const ALL_PORTS: Range = [0n, 65_535n];
const ALL_ICMP: Range = [0n, 255n];

/** Returns the constraints on the protocol and the ports of a rule. For ICMP, the ports are the type and the code. */
export function trafficConstraints({ protocol, fromPort, toPort }: Traffic, place: string, holes: Holes): Alternatives {
  const text = readString(protocol ?? "-1", `${place} protocol`, holes)?.toLowerCase() ?? "";
  const name = Object.hasOwn(PROTOCOL_NAMES, text) ? PROTOCOL_NAMES[text] : text;
  if (name === "all" || name === undefined) return [[]];
  const ofProtocol = alternatives("protocol", [parsePattern(name, { wildcards: false })], { holes });
  return ofProtocol.map((constraints) => [...constraints, ...portConstraints(name, fromPort, toPort, place)]);
}

function portConstraints(
  name: string,
  from: Value | undefined,
  to: Value | undefined,
  place: string,
): readonly Constraint[] {
  const [first, last] = [numberOf(from), numberOf(to)];
  if (first === undefined || last === undefined)
    return [opaque("port", `${formOf(from, `${place} from`)} ${formOf(to, `${place} to`)}`)];
  if (name === "tcp" || name === "udp") return [isInRange("port", [first === -1n ? ALL_PORTS : [first, last]])];
  if (!name.startsWith("icmp")) return [];
  const exactly = (value: bigint): Range => (value === -1n ? ALL_ICMP : [value, value]);
  return [isInRange("ICMP type", [exactly(first)]), isInRange("ICMP code", [first === -1n ? ALL_ICMP : exactly(last)])];
}

/** JavaScript programs also pass ports as strings. A port that is not set is 0. */
function numberOf(value: Value | undefined): bigint | undefined {
  const inner = unwrapSecret(value ?? 0);
  const number = typeof inner === "string" && inner.trim() !== "" ? Number(inner) : inner;
  return typeof number === "number" && Number.isInteger(number) ? BigInt(number) : undefined;
}

/** Identifies a port that is not known. */
const formOf = (value: Value | undefined, place: string): string => {
  const form = canonicalForm(value ?? 0);
  return form === "unknown()" ? `${form} ${place}` : form;
};

/** Returns the alternatives for a list of CIDR blocks or addresses. */
export function addressAlternatives(
  value: Value | undefined,
  place: string,
  holes: Holes,
  subject = "address",
): Alternatives {
  const ranges: Range[] = [];
  const unknown: Constraint[] = [];
  for (const [index, element] of elementsOf(value).entries()) {
    const text = readString(element, `${place} ${index}`, holes) ?? canonicalForm(element);
    const range = addressRange(text);
    if (range !== undefined) ranges.push(range);
    else unknown.push(flag(subject, { key: text, unknown: "value", exceptRanges: ALL_ADDRESSES }));
  }
  const isAddress = matchesAny(`${subject} kind`, [parsePattern("address")]);
  const known = ranges.length > 0 ? [isInRange(subject, ranges)] : [];
  return [...known, ...unknown].map((constraint) => [isAddress, constraint]);
}

/** Returns the alternatives for identifiers, such as those of security groups and prefix lists. */
export function nameAlternatives(
  kind: string,
  value: Value | undefined,
  place: string,
  holes: Holes,
  subject = "address",
): Alternatives {
  const strings = elementsOf(value).map((element, index) => {
    const text = readString(element, `${place} ${kind} ${index}`, holes) ?? canonicalForm(element);
    return parsePattern(text, { wildcards: false });
  });
  if (strings.length === 0) return [];
  const isKind = matchesAny(`${subject} kind`, [parsePattern(kind)]);
  return alternatives(`${subject} name`, strings, { holes }).map((constraints) => [isKind, ...constraints]);
}
