import { allOf, anyOf, listOf, renameProperties } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { containsRange, isInternetRange } from "../evaluation/cidr-blocks";

/** An entry of a network ACL, declared inline or as a separate resource. */
export interface AclEntry {
  readonly action: string | undefined;
  readonly protocol: string | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  /** The number of the entry. EC2 evaluates entries in ascending order of their numbers and applies the first match. */
  readonly number: number | undefined;
  readonly ipv4: string | undefined;
  readonly ipv6: string | undefined;
}

/** The entries of one resource for one direction. A separate resource has a single entry. */
export interface AclEntries {
  readonly entries: readonly AclEntry[];
}

type NetworkAcl = Pick<InputsOf<"aws:ec2/networkAcl:NetworkAcl">, "ingress" | "egress">;
type InlineEntry = NonNullable<NetworkAcl["ingress"]>[number];

const fromInlineEntry = (entry: InlineEntry): AclEntry =>
  renameProperties(entry, {
    action: "action",
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    number: "ruleNo",
    ipv4: "cidrBlock",
    ipv6: "ipv6CidrBlock",
  });

const fromNetworkAclRule = (rule: InputsOf<"aws:ec2/networkAclRule:NetworkAclRule">): AclEntry =>
  renameProperties(rule, {
    action: "ruleAction",
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    number: "ruleNumber",
    ipv4: "cidrBlock",
    ipv6: "ipv6CidrBlock",
  });

const ingressEntries = (acl: NetworkAcl): readonly AclEntries[] => [
  { entries: listOf(acl.ingress).map(fromInlineEntry) },
];

/** The inbound entries of network ACLs. */
export const aclIngress = defineView<AclEntries>()({
  "aws:ec2/networkAcl:NetworkAcl": ingressEntries,
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": ingressEntries,
  "aws:ec2/networkAclRule:NetworkAclRule": (rule) =>
    rule.egress === true ? [] : [{ entries: [fromNetworkAclRule(rule)] }],
});

const families = ["ipv4", "ipv6"] as const;
type Family = (typeof families)[number];

/** Returns the entries that allow TCP traffic from the internet to one of the ports and that no earlier entry denies. */
export function entriesOpening({ entries }: AclEntries, ports: readonly number[]): readonly AclEntry[] {
  const isDeniedBefore = (entry: AclEntry, port: number, family: Family) =>
    entries.some((earlier) =>
      allOf(
        () => hasAction(earlier, "deny"),
        () => containsRange(earlier[family] ?? "", entry[family] ?? ""),
        () => matchesPort(earlier, port),
        () => Number(earlier.number) < Number(entry.number),
      ),
    );
  const isOpen = (entry: AclEntry, port: number) =>
    allOf(
      () => matchesPort(entry, port),
      () =>
        listOf(families).some((family) =>
          allOf(
            () => matchesInternet(entry, family),
            () => !isDeniedBefore(entry, port, family),
          ),
        ),
    );
  return entries.filter((entry) =>
    allOf(
      () => hasAction(entry, "allow"),
      () => listOf(ports).some((port) => isOpen(entry, port)),
    ),
  );
}

/** Returns the entries that allow TCP traffic from the internet to every port. */
export function entriesOpeningAllPorts({ entries }: AclEntries): readonly AclEntry[] {
  return entries.filter((entry) =>
    allOf(
      () => hasAction(entry, "allow"),
      () => matchesPort(entry, 0),
      () => matchesPort(entry, 65_535),
      () => listOf(families).some((family) => matchesInternet(entry, family)),
    ),
  );
}

const hasAction = ({ action }: AclEntry, expected: string) => String(action).toLowerCase() === expected;

function matchesInternet(entry: AclEntry, family: Family): boolean {
  const range = entry[family];
  return range !== undefined && isInternetRange(range);
}

const matchesPort = (entry: AclEntry, port: number) =>
  anyOf(
    () => matchesAnyProtocol(entry),
    () =>
      allOf(
        () => ["tcp", "6"].includes(String(entry.protocol).toLowerCase()),
        () => Number(entry.fromPort) <= port,
        () => port <= Number(entry.toPort),
      ),
  );

const matchesAnyProtocol = ({ protocol }: AclEntry) => ["-1", "all"].includes(String(protocol).toLowerCase());
