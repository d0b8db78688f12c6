import { listOf } from "../../kernel/connectives";
import { defineRule, forbidResource } from "../../authoring/define-rule";

// What AWS makes by itself is adopted by these types, not created: dropping them from a program restores nothing, and two
// programs that adopt the same object undo each other. One that is adopted to be emptied can do neither harm.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_vpc

export const vpcNoDefaultVpc = forbidResource({
  id: "vpc-no-default-vpc",
  title: "No program adopts the default VPC",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultVpc:DefaultVpc",
  why: "The default VPC belongs to the account: every program that adopts it changes the same one, it is public throughout, and dropping it restores nothing.",
  remedy: "Make a network of your own: new Vpc(name) of @roadbed/components, or aws.ec2.Vpc.",
  message: "the default VPC of the account is adopted",
  examples: { fail: [{ tags: { Name: "default" } }] },
});

export const subnetNoDefaultSubnet = forbidResource({
  id: "subnet-no-default-subnet",
  title: "No program adopts a default subnet",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultSubnet:DefaultSubnet",
  why: "Default subnets belong to the account: every program that adopts one changes the same one, and dropping it restores nothing.",
  remedy: "Make subnets of your own: new Vpc(name) of @roadbed/components, or aws.ec2.Subnet.",
  message: "a default subnet of the account is adopted",
  examples: { fail: [{ availabilityZone: "eu-west-1a" }] },
});

export const dhcpOptionsNoDefault = forbidResource({
  id: "dhcp-options-no-default",
  title: "No program adopts the default DHCP options",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultVpcDhcpOptions:DefaultVpcDhcpOptions",
  why: "The default DHCP options belong to the account: every VPC without options of its own uses them.",
  remedy: "Make aws.ec2.VpcDhcpOptions and associate them by aws.ec2.VpcDhcpOptionsAssociation.",
  message: "the default DHCP options of the account are adopted",
  examples: { fail: [{ tags: { Name: "default" } }] },
});

export const routeTableDefaultEmpty = defineRule({
  id: "route-table-default-empty",
  title: "The default route table of a VPC stays empty",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  why: "Each subnet without a table of its own uses it, so a route here reaches subnets nobody thought of; dropping the resource leaves its routes behind.",
  remedy: "Make an aws.ec2.RouteTable and associate the subnets with it; keep routes: [] here.",
  check: ({ routes }) => (routes?.length ?? 0) > 0 && "the default route table is given routes",
  examples: {
    pass: [{ defaultRouteTableId: "rtb-1", routes: [] }, { defaultRouteTableId: "rtb-1" }],
    fail: [
      {
        defaultRouteTableId: "rtb-1",
        routes: [
          { cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
          { ipv6CidrBlock: "::/0", gatewayId: "igw-1" },
        ],
      },
    ],
  },
});

const entry = { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "10.0.0.0/8" };
const entry6 = { ruleNo: 101, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlock: "fd00::/8" };

export const naclDefaultEmpty = defineRule({
  id: "nacl-default-empty",
  title: "The default network ACL of a VPC is adopted only to be emptied",
  severity: "low",
  topic: "drift",
  on: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  why: "Each subnet without a network ACL of its own uses it; dropping the resource from the program leaves its entries behind.",
  remedy: "Make an aws.ec2.NetworkAcl with the subnetIds; keep ingress: [] and egress: [] here, or drop the resource.",
  check: (acl) =>
    listOf(
      () => (acl.ingress?.length ?? 0) > 0 && { at: "ingress", message: "the default network ACL is given entries" },
      () => (acl.egress?.length ?? 0) > 0 && { at: "egress", message: "the default network ACL is given entries" },
    ),
  examples: {
    pass: [{ defaultNetworkAclId: "acl-1" }, { defaultNetworkAclId: "acl-1", ingress: [], egress: [] }],
    fail: [
      { defaultNetworkAclId: "acl-1", ingress: [entry, entry6] },
      { defaultNetworkAclId: "acl-1", egress: [entry, entry6] },
    ],
  },
});
