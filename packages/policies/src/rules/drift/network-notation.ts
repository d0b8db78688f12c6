import { listOf } from "../../kernel/connectives";
import { type CidrIssue, cidrIssue } from "../../conditions/cidr-issues";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { declaredSecurityGroupRules } from "../../views/security-group-rules";
import { declaredCidrBlocks } from "../../views/declared-cidr-blocks";

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const route = "aws:ec2/route:Route";
const subnet = "aws:ec2/subnet:Subnet";

export const sgNoInlineRules = defineRule({
  id: "sg-no-inline-rules",
  title: "Security group rules are declared as separate resources",
  severity: "medium",
  topic: "drift",
  on: group,
  // See the documentation for aws.ec2.SecurityGroup, and pulumi/pulumi-aws#3729.
  why: "Inline rules have no IDs. If one rule changes, the plan shows all rules as replaced, and each update removes rules that were added elsewhere.",
  remedy:
    "Create an aws.vpc.SecurityGroupIngressRule or SecurityGroupEgressRule for each CIDR block. Remove ingress and egress, or leave them empty to allow no traffic.",
  check: (props) =>
    listOf(
      () => (props.ingress?.length ?? 0) > 0 && { at: "ingress", message: "the security group has inline rules" },
      () => (props.egress?.length ?? 0) > 0 && { at: "egress", message: "the security group has inline rules" },
    ),
  examples: {
    pass: [{ description: "Web" }, { description: "Web", ingress: [], egress: [] }],
    fail: [
      {
        ingress: [
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] },
          { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/8"] },
        ],
      },
      {
        egress: [
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
          { protocol: "tcp", fromPort: 443, toPort: 443, ipv6CidrBlocks: ["::/0"] },
        ],
      },
    ],
  },
});

/** Whether a protocol is in the form that EC2 stores: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
const isStoredForm = (protocol: string) =>
  /^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol) && !["1", "6", "17", "58"].includes(protocol);

export const sgProtocolNotation = defineViewRule({
  id: "sg-protocol-notation",
  title: "Security group rules specify protocols in canonical notation",
  severity: "low",
  topic: "drift",
  on: declaredSecurityGroupRules,
  // pulumi/pulumi-aws#2947
  why: "EC2 returns the canonical notation, so an unchanged program can show a diff in every preview.",
  remedy:
    'Use "tcp", "udp", "icmp", or "icmpv6" for these protocols, "-1" for all protocols, and the protocol number for any other protocol.',
  check: ({ protocol }) =>
    protocol !== undefined && !isStoredForm(String(protocol)) && "the protocol is not in canonical notation",
  examples: {
    pass: [
      [ingressRule, { ipProtocol: "-1" }],
      [ingressRule, { ipProtocol: "tcp" }],
      [ingressRule, { ipProtocol: "50" }],
    ],
    fail: [
      [ingressRule, { ipProtocol: "all" }],
      [ingressRule, { ipProtocol: "6" }],
      [group, { ingress: [{ protocol: "TCP", fromPort: 443, toPort: 443 }] }],
    ],
  },
});

const MESSAGES: Readonly<Record<CidrIssue, string>> = {
  "host bits": "the CIDR block has host bits set",
  spelling: "the CIDR block is not in canonical notation",
};

export const networkRangeNotation = defineViewRule({
  id: "network-range-notation",
  title: "VPC resources specify CIDR blocks in canonical notation",
  severity: "medium",
  topic: "drift",
  on: declaredCidrBlocks,
  // ValidateIPv4CIDRBlock and ValidateIPv6CIDRBlock in https://github.com/hashicorp/terraform-provider-aws
  why: "During deployment, the provider rejects CIDR blocks that have host bits set. AWS returns IPv6 CIDR blocks in lowercase, compressed form, which causes a permanent diff.",
  remedy: 'Use the network address, such as "10.0.0.0/8", and the compressed form for IPv6, such as "2001:db8::/32".',
  check: (declared) => {
    const issue = cidrIssue(declared.cidrBlock);
    return issue && { at: declared.at, message: MESSAGES[issue] };
  },
  examples: {
    pass: [
      [ingressRule, { cidrIpv4: "10.0.0.0/8" }],
      [route, { destinationIpv6CidrBlock: "::/0" }],
      [subnet, { cidrBlock: "10.0.128.0/17" }],
    ],
    fail: [
      [ingressRule, { cidrIpv4: "10.0.0.1/8" }],
      [route, { destinationIpv6CidrBlock: "2001:DB8::/32" }],
      [subnet, { cidrBlock: "10.0.130.0/17" }],
      [group, { egress: [{ protocol: "tcp", cidrBlocks: ["10.0.0.0/8", "192.168.1.1/24"] }] }],
      ["aws:ec2/networkAcl:NetworkAcl", { ingress: [{ ruleNo: 1, ipv6CidrBlock: "2001:db8::1/64" }] }],
    ],
  },
});
