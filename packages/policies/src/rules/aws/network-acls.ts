import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { aclIngress, entriesOpening, entriesOpeningAllPorts } from "../../views/network-acl-entries";

const acl = "aws:ec2/networkAcl:NetworkAcl";
const aclRule = "aws:ec2/networkAclRule:NetworkAclRule";
const anyIpv4Address = "0.0.0.0/0";
const tcpEntry = (action: string, ruleNo: number, port: number) =>
  ({ ruleNo, action, protocol: "tcp", fromPort: port, toPort: port, cidrBlock: anyIpv4Address }) as const;
const allTraffic = { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: anyIpv4Address };
const adminPortsDenied = { ...tcpEntry("deny", 90, 22), toPort: 3389 };

export const naclWorldAdminPorts = defineViewRule({
  id: "nacl-world-admin-ports",
  title: "VPC network ACLs do not allow unrestricted ingress to administration ports",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.21"], "cis-aws-3.0": ["5.1"], "cis-aws-4.0": ["5.2"] },
  on: aclIngress,
  options: {
    ports: integerListOption([22, 3389], "TCP ports that must not be open to the internet.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "A restrictive network ACL still protects the subnet when a security group is opened by mistake.",
  remedy: "Deny the ports in an entry with a lower rule number, or allow only the ports that are in use.",
  check: (entries, { options }) =>
    entriesOpening(entries, options.ports).map((at) => ({
      at,
      message: "an administration port is open to the internet",
    })),
  examples: {
    pass: [
      [acl, { ingress: [tcpEntry("allow", 100, 443)] }],
      [acl, { ingress: [allTraffic, tcpEntry("deny", 90, 22), tcpEntry("deny", 91, 3389)] }],
      [acl, { ingress: [allTraffic, adminPortsDenied] }],
      ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", { ingress: [allTraffic, adminPortsDenied] }],
      [acl, { egress: [allTraffic] }],
      [
        aclRule,
        { ruleNumber: 100, ruleAction: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "10.0.0.0/8" },
      ],
      [aclRule, { ruleNumber: 100, egress: true, ruleAction: "allow", protocol: "-1", cidrBlock: anyIpv4Address }],
    ],
    fail: [
      [acl, { ingress: [tcpEntry("allow", 100, 22)] }],
      [acl, { ingress: [allTraffic, tcpEntry("deny", 110, 22), tcpEntry("deny", 91, 3389)] }],
      ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", { ingress: [allTraffic] }],
      [
        aclRule,
        { ruleNumber: 100, ruleAction: "allow", protocol: "6", fromPort: 1024, toPort: 65_535, ipv6CidrBlock: "::/0" },
      ],
    ],
  },
});

export const naclWorldPlaintextPorts = defineViewRule({
  id: "nacl-world-plaintext-ports",
  title: "VPC network ACLs do not allow unrestricted ingress to FTP or Telnet ports",
  severity: "low",
  on: aclIngress,
  options: {
    ports: integerListOption([20, 21, 23], "TCP ports of unencrypted protocols.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "FTP and Telnet send passwords in plaintext and have encrypted replacements.",
  remedy: "Deny the ports in an entry with a lower rule number, or allow only the ports that are in use.",
  check: (entries, { options }) =>
    entriesOpening(entries, options.ports).map((at) => ({
      at,
      message: "the port of an unencrypted protocol is open to the internet",
    })),
  examples: {
    pass: [
      [acl, { ingress: [tcpEntry("allow", 100, 22)] }],
      [acl, { ingress: [allTraffic, { ...tcpEntry("deny", 90, 20), toPort: 23 }] }],
    ],
    fail: [
      [acl, { ingress: [tcpEntry("allow", 100, 21)] }],
      [aclRule, { ruleNumber: 100, ruleAction: "allow", protocol: "all", cidrBlock: anyIpv4Address }],
    ],
  },
});

export const naclWorldNamedPorts = defineViewRule({
  id: "nacl-world-named-ports",
  title: "VPC network ACLs do not allow unrestricted ingress on all ports",
  severity: "low",
  on: aclIngress,
  why: "An entry that allows any IP address to reach every port makes the network ACL ineffective.",
  remedy: "Allow only the ports that are in use, and ports 1024-65535 for responses to outbound connections.",
  check: (entries) =>
    entriesOpeningAllPorts(entries).map((at) => ({ at, message: "every port is open to the internet" })),
  examples: {
    pass: [
      [acl, { ingress: [tcpEntry("allow", 100, 22), { ...tcpEntry("allow", 110, 1024), toPort: 65_535 }] }],
      [
        acl,
        {
          ingress: [
            { ...allTraffic, cidrBlock: "10.0.0.0/8" },
            { ...allTraffic, action: "deny" },
          ],
        },
      ],
    ],
    fail: [
      [acl, { ingress: [allTraffic] }],
      [
        aclRule,
        {
          ruleNumber: 100,
          ruleAction: "allow",
          protocol: "tcp",
          fromPort: 0,
          toPort: 65_535,
          cidrBlock: anyIpv4Address,
        },
      ],
    ],
  },
});

export const naclInUse = defineStackRule({
  id: "nacl-in-use",
  title: "VPC network ACLs are associated with at least one subnet",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.16"] },
  types: [acl],
  why: "A network ACL without subnets appears to protect the network but has no effect.",
  remedy: "Add the subnets to subnetIds, create NetworkAclAssociation resources, or remove the network ACL.",
  check: (graph) =>
    graph.byType(acl).map(
      (resource) =>
        allOf(
          () => (resource.props.subnetIds?.length ?? 0) === 0,
          () =>
            graph.referrers(resource, "aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId").length ===
            0,
        ) && { resource, message: "the network ACL is not associated with a subnet" },
    ),
  examples: {
    pass: [
      examplePlan({ acl: [acl, { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] }] }),
      examplePlan({
        acl: [acl, { vpcId: "vpc-1" }],
        association: [
          "aws:ec2/networkAclAssociation:NetworkAclAssociation",
          { networkAclId: exampleId("acl"), subnetId: "subnet-1" },
        ],
      }),
    ],
    fail: [
      examplePlan({ acl: [acl, { vpcId: "vpc-1" }] }),
      examplePlan({
        acl: [acl, { vpcId: "vpc-1" }],
        associated: [acl, { vpcId: "vpc-1" }],
        association: [
          "aws:ec2/networkAclAssociation:NetworkAclAssociation",
          { networkAclId: exampleId("associated"), subnetId: "subnet-1" },
        ],
      }),
    ],
  },
});
