import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { aclIngress, entriesOpening, entriesOpeningAllPorts } from "../../views/network-acl-entries";

const acl = "aws:ec2/networkAcl:NetworkAcl";
const aclRule = "aws:ec2/networkAclRule:NetworkAclRule";
const world = "0.0.0.0/0";
const tcp = (action: string, ruleNo: number, port: number) =>
  ({ ruleNo, action, protocol: "tcp", fromPort: port, toPort: port, cidrBlock: world }) as const;
const everything = { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: world };
const shellsDenied = { ...tcp("deny", 90, 22), toPort: 3389 };

export const naclWorldAdminPorts = defineViewRule({
  id: "nacl-world-admin-ports",
  title: "Network ACLs do not let the world reach administration ports",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.21"], "cis-aws-3.0": ["5.1"], "cis-aws-4.0": ["5.2"] },
  on: aclIngress,
  options: {
    ports: integerListOption([22, 3389], "TCP ports that only known addresses may reach.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "The network ACL is what still holds when somebody opens a security group by mistake.",
  remedy: "Deny the ports in an entry with a lower rule number, or allow only the ports that are served.",
  check: (entries, { options }) =>
    entriesOpening(entries, options.ports).map((at) => ({
      at,
      message: "every address may reach an administration port",
    })),
  examples: {
    pass: [
      [acl, { ingress: [tcp("allow", 100, 443)] }],
      [acl, { ingress: [everything, tcp("deny", 90, 22), tcp("deny", 91, 3389)] }],
      [acl, { ingress: [everything, shellsDenied] }],
      ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", { ingress: [everything, shellsDenied] }],
      [acl, { egress: [everything] }],
      [
        aclRule,
        { ruleNumber: 100, ruleAction: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "10.0.0.0/8" },
      ],
      [aclRule, { ruleNumber: 100, egress: true, ruleAction: "allow", protocol: "-1", cidrBlock: world }],
    ],
    fail: [
      [acl, { ingress: [tcp("allow", 100, 22)] }],
      [acl, { ingress: [everything, tcp("deny", 110, 22), tcp("deny", 91, 3389)] }],
      ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", { ingress: [everything] }],
      [
        aclRule,
        { ruleNumber: 100, ruleAction: "allow", protocol: "6", fromPort: 1024, toPort: 65_535, ipv6CidrBlock: "::/0" },
      ],
    ],
  },
});

export const naclWorldPlaintextPorts = defineViewRule({
  id: "nacl-world-plaintext-ports",
  title: "Network ACLs do not let the world reach FTP and Telnet",
  severity: "low",
  on: aclIngress,
  options: {
    ports: integerListOption([20, 21, 23], "TCP ports of protocols without encryption.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "These protocols send passwords in plain text, and nothing that is public needs them any more.",
  remedy: "Deny the ports in an entry with a lower rule number, or allow only the ports that are served.",
  check: (entries, { options }) =>
    entriesOpening(entries, options.ports).map((at) => ({
      at,
      message: "every address may reach a port whose protocol has no encryption",
    })),
  examples: {
    pass: [
      [acl, { ingress: [tcp("allow", 100, 22)] }],
      [acl, { ingress: [everything, { ...tcp("deny", 90, 20), toPort: 23 }] }],
    ],
    fail: [
      [acl, { ingress: [tcp("allow", 100, 21)] }],
      [aclRule, { ruleNumber: 100, ruleAction: "allow", protocol: "all", cidrBlock: world }],
    ],
  },
});

export const naclWorldNamedPorts = defineViewRule({
  id: "nacl-world-named-ports",
  title: "Network ACLs name the ports that the world may reach",
  severity: "low",
  on: aclIngress,
  why: "An entry that lets everyone reach every port makes the network ACL as good as none.",
  remedy: "Allow the ports that are served, and 1024-65535 for answers to what the subnet calls.",
  check: (entries) =>
    entriesOpeningAllPorts(entries).map((at) => ({ at, message: "every address may reach every port" })),
  examples: {
    pass: [
      [acl, { ingress: [tcp("allow", 100, 22), { ...tcp("allow", 110, 1024), toPort: 65_535 }] }],
      [
        acl,
        {
          ingress: [
            { ...everything, cidrBlock: "10.0.0.0/8" },
            { ...everything, action: "deny" },
          ],
        },
      ],
    ],
    fail: [
      [acl, { ingress: [everything] }],
      [
        aclRule,
        { ruleNumber: 100, ruleAction: "allow", protocol: "tcp", fromPort: 0, toPort: 65_535, cidrBlock: world },
      ],
    ],
  },
});

export const naclInUse = defineStackRule({
  id: "nacl-in-use",
  title: "Network ACLs belong to subnets",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.16"] },
  types: [acl],
  why: "A network ACL without subnets looks like protection and is none.",
  remedy: "Name the subnets in subnetIds or in NetworkAclAssociation resources, or drop the network ACL.",
  check: (graph) =>
    graph.byType(acl).map(
      (resource) =>
        allOf(
          () => (resource.props.subnetIds?.length ?? 0) === 0,
          () =>
            graph.referrers(resource, "aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId").length ===
            0,
        ) && { resource, message: "the network ACL belongs to no subnet" },
    ),
  examples: {
    pass: [
      examplePlan({ acl: [acl, { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] }] }),
      examplePlan({
        acl: [acl, { vpcId: "vpc-1" }],
        association: [
          "aws:ec2/networkAclAssociation:NetworkAclAssociation",
          { networkAclId: idOf("acl"), subnetId: "subnet-1" },
        ],
      }),
    ],
    fail: [
      examplePlan({ acl: [acl, { vpcId: "vpc-1" }] }),
      examplePlan({
        acl: [acl, { vpcId: "vpc-1" }],
        other: [acl, { vpcId: "vpc-1" }],
        association: [
          "aws:ec2/networkAclAssociation:NetworkAclAssociation",
          { networkAclId: idOf("other"), subnetId: "subnet-1" },
        ],
      }),
    ],
  },
});
