import { listed, type OneOrMany } from "../kernel/connectives";
import { defineView, deriveView, joinViews } from "../rule";
import type { Props } from "../tokens";
import { routes } from "./routes";
import { rangesOf, writtenRules } from "./security-group-rules";

/** A range of addresses that a program writes. */
export interface WrittenRange {
  /** The object that holds it. */
  readonly at: object;
  readonly range: string;
}

const within = (at: object, ranges: readonly string[]): readonly WrittenRange[] =>
  ranges.map((range) => ({ at, range }));

interface Blocks {
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
}

const blocks = (at: Blocks): readonly WrittenRange[] =>
  within(
    at,
    listed<string>(
      () => at.cidrBlock,
      () => at.ipv6CidrBlock,
    ),
  );

type Acl = Pick<Props<"aws:ec2/networkAcl:NetworkAcl">, "ingress" | "egress">;

const ofAcl = (acl: Acl): readonly WrittenRange[] =>
  listed<Blocks>(
    () => acl.ingress,
    () => acl.egress,
  ).flatMap(blocks);

const ofEntry = (entry: { readonly cidr?: OneOrMany<string> }): readonly WrittenRange[] =>
  within(
    entry,
    listed(() => entry.cidr),
  );

/** IPv6 ranges of networks come from AWS, in its own spelling. */
const ofNetwork = (network: Pick<Blocks, "cidrBlock">): readonly WrittenRange[] =>
  within(
    network,
    listed(() => network.cidrBlock),
  );

const ofNetworks = defineView<WrittenRange>()({
  "aws:ec2/vpc:Vpc": ofNetwork,
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ofNetwork,
  "aws:ec2/subnet:Subnet": ofNetwork,
  "aws:ec2/networkAcl:NetworkAcl": ofAcl,
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": ofAcl,
  "aws:ec2/networkAclRule:NetworkAclRule": blocks,
  "aws:ec2/managedPrefixList:ManagedPrefixList": (list) => listed(list.entries).flatMap(ofEntry),
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": ofEntry,
});

/** The ranges of networks, and those that routes, security groups, network ACLs and prefix lists name. */
export const writtenRanges = joinViews(
  ofNetworks,
  deriveView(routes, (route) => within(route.at, route.destinations)),
  deriveView(writtenRules, (rule) => within(rule, rangesOf(rule))),
);
