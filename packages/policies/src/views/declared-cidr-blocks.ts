import { listOf, type OneOrMany } from "../kernel/connectives";
import { defineView, deriveView, joinViews } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { routes } from "./routes";
import { cidrBlocksOf, declaredSecurityGroupRules } from "./security-group-rules";

/** A range of addresses that a program writes. */
export interface DeclaredCidrBlock {
  /** The object that holds it. */
  readonly at: object;
  readonly range: string;
}

const within = (at: object, ranges: readonly string[]): readonly DeclaredCidrBlock[] =>
  ranges.map((range) => ({ at, range }));

interface Blocks {
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
}

const blocks = (at: Blocks): readonly DeclaredCidrBlock[] =>
  within(
    at,
    listOf<string>(
      () => at.cidrBlock,
      () => at.ipv6CidrBlock,
    ),
  );

type Acl = Pick<InputsOf<"aws:ec2/networkAcl:NetworkAcl">, "ingress" | "egress">;

const ofAcl = (acl: Acl): readonly DeclaredCidrBlock[] =>
  listOf<Blocks>(
    () => acl.ingress,
    () => acl.egress,
  ).flatMap(blocks);

const ofEntry = (entry: { readonly cidr?: OneOrMany<string> }): readonly DeclaredCidrBlock[] =>
  within(
    entry,
    listOf(() => entry.cidr),
  );

/** IPv6 ranges of networks come from AWS, in its own spelling. */
const ofNetwork = (network: Pick<Blocks, "cidrBlock">): readonly DeclaredCidrBlock[] =>
  within(
    network,
    listOf(() => network.cidrBlock),
  );

const ofNetworks = defineView<DeclaredCidrBlock>()({
  "aws:ec2/vpc:Vpc": ofNetwork,
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ofNetwork,
  "aws:ec2/subnet:Subnet": ofNetwork,
  "aws:ec2/networkAcl:NetworkAcl": ofAcl,
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": ofAcl,
  "aws:ec2/networkAclRule:NetworkAclRule": blocks,
  "aws:ec2/managedPrefixList:ManagedPrefixList": (list) => listOf(list.entries).flatMap(ofEntry),
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": ofEntry,
});

/** The ranges of networks, and those that routes, security groups, network ACLs and prefix lists name. */
export const declaredCidrBlocks = joinViews(
  ofNetworks,
  deriveView(routes, (route) => within(route.at, route.destinations)),
  deriveView(declaredSecurityGroupRules, (rule) => within(rule, cidrBlocksOf(rule))),
);
