import { isList, isSameValue, type Value } from "../../model";
import { isSameContainerDefinitions } from "./container-definitions";
import { isSameJson, parse } from "./json";
import { isSamePolicy } from "./policy";

/** How a provider compares two values of a property. */
export type EquivalenceKind =
  | "case"
  | "cidr"
  | "container-definitions"
  | "json"
  | "last-segment"
  | "location"
  | "policy"
  | "protocol"
  | "resource-name"
  | "resource-path"
  /** An array in which the order of the elements does not matter. */
  | "set";

/** Whether a provider treats two values, which are not equal, as equal. */
export function isEquivalent(kind: EquivalenceKind, old: Value, value: Value): boolean {
  if (kind === "set") return isList(old) && isList(value) && isSameSet(old, value);
  return typeof old === "string" && typeof value === "string" && COMPARATORS[kind](old, value);
}

const COMPARATORS: Readonly<Record<Exclude<EquivalenceKind, "set">, (old: string, value: string) => boolean>> = {
  case: (old, value) => old.toUpperCase() === value.toUpperCase(),
  cidr: (old, value) => isSameNetwork(old, value),
  "container-definitions": isSameContainerDefinitions,
  json: isSameDocument,
  "last-segment": (old, value) => lastSegment(old) === lastSegment(value),
  // Azure ignores spaces and letter case: "West Europe" is "westeurope".
  location: (old, value) => normalizeLocation(old) === normalizeLocation(value),
  policy: isSamePolicy,
  protocol: (old, value) => protocolName(old) === protocolName(value),
  "resource-name": (old, value) => isSameResource(old, value),
  "resource-path": (old, value) => isSamePath(old, value),
};

function isSameDocument(old: string, value: string): boolean {
  const [document, otherDocument] = [parse(old), parse(value)];
  return document !== undefined && otherDocument !== undefined && isSameJson(document, otherDocument);
}

/** Whether two arrays contain the same elements, each as often. */
function isSameSet(old: readonly Value[], value: readonly Value[]): boolean {
  if (old.length !== value.length || old.length > MAX_SET_SIZE) return false;
  const remaining = [...old];
  return value.every((element) => {
    const index = remaining.findIndex((candidate) => isSameValue(candidate, element));
    if (index < 0) return false;
    remaining.splice(index, 1);
    return true;
  });
}

/** The number of elements above which the order matters, because the comparison takes quadratic time. */
const MAX_SET_SIZE = 1000;

const lastSegment = (link: string): string => link.slice(link.lastIndexOf("/") + 1);
const normalizeLocation = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** Whether a resource name or link of Google Cloud refers to the resource of the old link. */
function isSameResource(old: string, value: string): boolean {
  return value.includes("/") ? isSamePath(old, value) : lastSegment(old) === value;
}

/** Whether two links of Google Cloud have the same path from the project on. */
function isSamePath(old: string, value: string): boolean {
  const path = projectPath(old);
  return path !== undefined && path === projectPath(value);
}

function projectPath(link: string): string | undefined {
  const start = link.indexOf("projects/");
  return start < 0 ? undefined : link.slice(start);
}

/** Whether two IPv6 CIDR blocks have the same prefix length and the same address in another spelling. */
function isSameNetwork(old: string, value: string): boolean {
  const [[address = "", length], [otherAddress = "", otherLength]] = [old.split("/"), value.split("/")];
  const host = ipv6Host(address);
  return length === otherLength && host !== undefined && host === ipv6Host(otherAddress);
}

/** Returns the canonical spelling of an IPv6 address, as in a URL. */
function ipv6Host(address: string): string | undefined {
  if (!/^[\da-f:.]+$/i.test(address)) return undefined;
  const url = `http://[${address}]/`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** The protocols that the AWS provider names, by number. */
const PROTOCOLS: Readonly<Record<string, string>> = { all: "-1", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6" };

function protocolName(protocol: string): string {
  const name = protocol.toLowerCase();
  return Object.hasOwn(PROTOCOLS, name) ? (PROTOCOLS[name] ?? name) : name;
}
