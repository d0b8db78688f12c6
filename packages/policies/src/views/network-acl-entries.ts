import { allOf, anyOf, listOf, renameProperties } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { isAnyAddress } from "./ingress";

/** An entry of a network ACL, whichever resource holds it. */
export interface AclEntry {
  readonly action: string | undefined;
  readonly protocol: string | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  /** Entries count in the order of their numbers: the first that fits decides. */
  readonly number: number | undefined;
  readonly ipv4: string | undefined;
  readonly ipv6: string | undefined;
}

/** The entries of one resource for one direction. Of entries that are resources of their own, each alone. */
export interface AclEntries {
  readonly entries: readonly AclEntry[];
}

type Acl = Pick<InputsOf<"aws:ec2/networkAcl:NetworkAcl">, "ingress" | "egress">;
type Inline = NonNullable<Acl["ingress"]>[number];

const inline = (entry: Inline): AclEntry =>
  renameProperties(entry, {
    action: "action",
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    number: "ruleNo",
    ipv4: "cidrBlock",
    ipv6: "ipv6CidrBlock",
  });

const separate = (rule: InputsOf<"aws:ec2/networkAclRule:NetworkAclRule">): AclEntry =>
  renameProperties(rule, {
    action: "ruleAction",
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    number: "ruleNumber",
    ipv4: "cidrBlock",
    ipv6: "ipv6CidrBlock",
  });

const ingressOf = (acl: Acl): readonly AclEntries[] => [{ entries: listOf(acl.ingress).map(inline) }];

/** What network ACLs say of packets that come in. */
export const aclIngress = defineView<AclEntries>()({
  "aws:ec2/networkAcl:NetworkAcl": ingressOf,
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": ingressOf,
  "aws:ec2/networkAclRule:NetworkAclRule": (rule) => (rule.egress === true ? [] : [{ entries: [separate(rule)] }]),
});

const families = ["ipv4", "ipv6"] as const;
type Family = (typeof families)[number];

/** The entries that let TCP packets from every address reach one of the ports, which no entry before them denies. */
export function entriesOpening({ entries }: AclEntries, ports: readonly number[]): readonly AclEntry[] {
  const isDeniedBefore = (one: AclEntry, port: number, family: Family) =>
    entries.some((other) =>
      allOf(
        () => isAction(other, "deny"),
        () => isForWorld(other, family),
        () => isForPort(other, port),
        () => Number(other.number) < Number(one.number),
      ),
    );
  const isOpen = (entry: AclEntry, port: number) =>
    allOf(
      () => isForPort(entry, port),
      () =>
        listOf(families).some((family) =>
          allOf(
            () => isForWorld(entry, family),
            () => !isDeniedBefore(entry, port, family),
          ),
        ),
    );
  return entries.filter((entry) =>
    allOf(
      () => isAction(entry, "allow"),
      () => listOf(ports).some((port) => isOpen(entry, port)),
    ),
  );
}

/** The entries that let packets from every address reach every port. */
export function entriesOpeningAllPorts({ entries }: AclEntries): readonly AclEntry[] {
  return entries.filter((entry) =>
    allOf(
      () => isAction(entry, "allow"),
      () => isForPort(entry, 0),
      () => isForPort(entry, 65_535),
      () => listOf(families).some((family) => isForWorld(entry, family)),
    ),
  );
}

const isAction = ({ action }: AclEntry, wanted: string) => String(action).toLowerCase() === wanted;

function isForWorld(entry: AclEntry, family: Family): boolean {
  const range = entry[family];
  return range !== undefined && isAnyAddress(range);
}

const isForPort = (entry: AclEntry, port: number) =>
  anyOf(
    () => isAnyProtocol(entry),
    () =>
      allOf(
        () => ["tcp", "6"].includes(String(entry.protocol).toLowerCase()),
        () => Number(entry.fromPort) <= port,
        () => port <= Number(entry.toPort),
      ),
  );

const isAnyProtocol = ({ protocol }: AclEntry) => ["-1", "all"].includes(String(protocol).toLowerCase());
