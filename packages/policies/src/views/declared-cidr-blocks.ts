import { listOf, type OneOrMany } from "../kernel/connectives";
import { defineView, deriveView, mergeViews } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { routes } from "./routes";
import { cidrBlocksOf, declaredSecurityGroupRules } from "./security-group-rules";

/** A CIDR block that a program declares. */
export interface DeclaredCidrBlock {
  /** The object that contains the CIDR block. */
  readonly at: object;
  readonly cidrBlock: string;
}

const declaredIn = (at: object, cidrBlocks: readonly string[]): readonly DeclaredCidrBlock[] =>
  cidrBlocks.map((cidrBlock) => ({ at, cidrBlock }));

interface CidrBlockProperties {
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
}

const cidrBlocksIn = (at: CidrBlockProperties): readonly DeclaredCidrBlock[] =>
  declaredIn(
    at,
    listOf<string>(
      () => at.cidrBlock,
      () => at.ipv6CidrBlock,
    ),
  );

type NetworkAcl = Pick<InputsOf<"aws:ec2/networkAcl:NetworkAcl">, "ingress" | "egress">;

const aclCidrBlocks = (acl: NetworkAcl): readonly DeclaredCidrBlock[] =>
  listOf<CidrBlockProperties>(
    () => acl.ingress,
    () => acl.egress,
  ).flatMap(cidrBlocksIn);

const entryCidrBlocks = (entry: { readonly cidr?: OneOrMany<string> }): readonly DeclaredCidrBlock[] =>
  declaredIn(
    entry,
    listOf(() => entry.cidr),
  );

/** Returns the IPv4 CIDR blocks of a network. Ignores IPv6 CIDR blocks, which AWS assigns in canonical notation. */
const ipv4CidrBlocks = (network: Pick<CidrBlockProperties, "cidrBlock">): readonly DeclaredCidrBlock[] =>
  declaredIn(
    network,
    listOf(() => network.cidrBlock),
  );

const networkCidrBlocks = defineView<DeclaredCidrBlock>()({
  "aws:ec2/vpc:Vpc": ipv4CidrBlocks,
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ipv4CidrBlocks,
  "aws:ec2/subnet:Subnet": ipv4CidrBlocks,
  "aws:ec2/networkAcl:NetworkAcl": aclCidrBlocks,
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": aclCidrBlocks,
  "aws:ec2/networkAclRule:NetworkAclRule": cidrBlocksIn,
  "aws:ec2/managedPrefixList:ManagedPrefixList": (list) => listOf(list.entries).flatMap(entryCidrBlocks),
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": entryCidrBlocks,
});

/** The CIDR blocks of networks, routes, security groups, network ACLs, and prefix lists. */
export const declaredCidrBlocks = mergeViews(
  networkCidrBlocks,
  deriveView(routes, (route) => declaredIn(route.at, route.destinations)),
  deriveView(declaredSecurityGroupRules, (rule) => declaredIn(rule, cidrBlocksOf(rule))),
);
