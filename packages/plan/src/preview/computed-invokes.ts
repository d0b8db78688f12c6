import { parseAllDocuments } from "yaml";
import { fromJson } from "../json-value";
import { properties, unknown, unwrapSecret, type Properties } from "../value";
import type { Invocation } from "./lookups";
import { policyDocument } from "./policy-document";

type Compute = (invocation: Invocation) => Properties | undefined;

/** Functions whose result follows from their arguments and their provider's settings: no cloud has to be asked. */
const COMPUTED: Readonly<Record<string, Compute>> = {
  "aws:iam/getPolicyDocument:getPolicyDocument": (invocation) => policyDocument(invocation.arguments),
  "aws:index/getPartition:getPartition": partition,
  "aws:index/getRegion:getRegion": region,
  "kubernetes:yaml:decode": decodeYaml,
};

export function computeInvoke(invocation: Invocation): Properties | undefined {
  return Object.hasOwn(COMPUTED, invocation.token) ? COMPUTED[invocation.token]?.(invocation) : undefined;
}

interface Partition {
  readonly partition: string;
  readonly dnsSuffix: string;
}

/** AWS partitions by the beginning of their regions' names; everything else is the commercial one. */
const PARTITIONS: readonly (readonly [prefix: string, partition: Partition])[] = [
  ["cn-", { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" }],
  ["us-gov-", { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" }],
  ["us-isob-", { partition: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov" }],
  ["us-iso-", { partition: "aws-iso", dnsSuffix: "c2s.ic.gov" }],
  ["eu-isoe-", { partition: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk" }],
  ["us-isof-", { partition: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov" }],
  ["eusc-", { partition: "aws-eusc", dnsSuffix: "amazonaws.eu" }],
];
const COMMERCIAL: Partition = { partition: "aws", dnsSuffix: "amazonaws.com" };

const partitionOf = (name: string): Partition =>
  PARTITIONS.find(([prefix]) => name.startsWith(prefix))?.[1] ?? COMMERCIAL;

function regionName({ arguments: given, provider }: Invocation): string | undefined {
  const name = unwrapSecret(given.region ?? provider.region ?? null);
  return typeof name === "string" && name !== "" ? name : undefined;
}

function partition(invocation: Invocation): Properties | undefined {
  const name = regionName(invocation);
  if (name === undefined) return undefined;
  const { partition, dnsSuffix } = partitionOf(name);
  return properties([
    ["id", partition],
    ["partition", partition],
    ["dnsSuffix", dnsSuffix],
    ["reverseDnsPrefix", dnsSuffix.split(".").reverse().join(".")],
  ]);
}

function region(invocation: Invocation): Properties | undefined {
  const name = regionName(invocation);
  // Asked by endpoint, the name would have to be looked up.
  if (name === undefined || invocation.arguments.endpoint !== undefined) return undefined;
  return properties([
    ["id", name],
    ["name", name],
    ["region", name],
    ["endpoint", `ec2.${name}.${partitionOf(name).dnsSuffix}`],
    ["description", unknown],
  ]);
}

function decodeYaml({ arguments: { text } }: Invocation): Properties | undefined {
  if (typeof text !== "string") return undefined;
  const documents = parseAllDocuments(text);
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  const objects = documents.map((document) => fromJson(document.toJS())).filter((object) => object !== null);
  return properties([["result", objects]]);
}
