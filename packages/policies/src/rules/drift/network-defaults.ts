import { listOf } from "../../kernel/connectives";
import { defineRule, forbidResource } from "../../authoring/define-rule";

// These resource types adopt objects that AWS creates. Removing such a resource from a program does not restore the
// original settings of the object, and two programs that adopt the same object overwrite each other's settings. Adopting
// an object only to empty it avoids both problems.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_vpc

export const vpcNoDefaultVpc = forbidResource({
  id: "vpc-no-default-vpc",
  title: "Pulumi programs do not adopt the default VPC",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultVpc:DefaultVpc",
  why: "The default VPC is shared by the entire account, and its subnets are public. Programs that adopt the VPC overwrite each other's settings, and removing the VPC from a program does not restore the original settings.",
  remedy: "Create a network with new Vpc(name) from @roadbed/components, or with aws.ec2.Vpc.",
  message: "the default VPC of the account is adopted",
  examples: { fail: [{ tags: { Name: "default" } }] },
});

export const subnetNoDefaultSubnet = forbidResource({
  id: "subnet-no-default-subnet",
  title: "Pulumi programs do not adopt default subnets",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultSubnet:DefaultSubnet",
  why: "Default subnets are shared by the entire account. Programs that adopt the same subnet overwrite each other's settings, and removing the subnet from a program does not restore the original settings.",
  remedy: "Create subnets with new Vpc(name) from @roadbed/components, or with aws.ec2.Subnet.",
  message: "a default subnet of the account is adopted",
  examples: { fail: [{ availabilityZone: "eu-west-1a" }] },
});

export const dhcpOptionsNoDefault = forbidResource({
  id: "dhcp-options-no-default",
  title: "Pulumi programs do not adopt the default DHCP option set",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultVpcDhcpOptions:DefaultVpcDhcpOptions",
  why: "The default DHCP option set is shared by every VPC in the account that has no other option set, so a change affects all of these VPCs.",
  remedy: "Create an aws.ec2.VpcDhcpOptions resource, and add an aws.ec2.VpcDhcpOptionsAssociation for the VPC.",
  message: "the default DHCP option set of the account is adopted",
  examples: { fail: [{ tags: { Name: "default" } }] },
});

export const routeTableDefaultEmpty = defineRule({
  id: "route-table-default-empty",
  title: "VPC default route tables have no routes",
  severity: "medium",
  topic: "drift",
  on: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  why: "Every subnet without an explicit association uses the default route table, so the routes can apply to unintended subnets. Removing the resource from the program leaves the routes in place.",
  remedy: "Create an aws.ec2.RouteTable, and associate the subnets with it. Set routes: [] on the DefaultRouteTable.",
  check: ({ routes }) => (routes?.length ?? 0) > 0 && "the default route table has routes",
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
  title: "VPC default network ACLs have no rules",
  severity: "low",
  topic: "drift",
  on: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  why: "Every subnet without an explicit association uses the default network ACL. Removing the resource from the program leaves the rules in place.",
  remedy:
    "Create an aws.ec2.NetworkAcl with the subnetIds. Set ingress: [] and egress: [] on the DefaultNetworkAcl, or remove the DefaultNetworkAcl.",
  check: (acl) =>
    listOf(
      () => (acl.ingress?.length ?? 0) > 0 && { at: "ingress", message: "the default network ACL has rules" },
      () => (acl.egress?.length ?? 0) > 0 && { at: "egress", message: "the default network ACL has rules" },
    ),
  examples: {
    pass: [{ defaultNetworkAclId: "acl-1" }, { defaultNetworkAclId: "acl-1", ingress: [], egress: [] }],
    fail: [
      { defaultNetworkAclId: "acl-1", ingress: [entry, entry6] },
      { defaultNetworkAclId: "acl-1", egress: [entry, entry6] },
    ],
  },
});
