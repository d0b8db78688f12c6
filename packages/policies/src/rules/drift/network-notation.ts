import { listOf } from "../../kernel/connectives";
import { type CidrIssue, cidrIssue } from "../../conditions/ip-ranges";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { declaredSecurityGroupRules } from "../../views/security-group-rules";
import { declaredCidrBlocks } from "../../views/declared-cidr-blocks";

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const route = "aws:ec2/route:Route";
const subnet = "aws:ec2/subnet:Subnet";

export const sgNoInlineRules = defineRule({
  id: "sg-no-inline-rules",
  title: "Rules of security groups are resources of their own",
  severity: "medium",
  topic: "drift",
  on: group,
  // The documentation of aws.ec2.SecurityGroup, pulumi/pulumi-aws#3729
  why: "Inline rules have no ids: a change of one replaces them all in the plan, and rules that others add come and go.",
  remedy:
    "Make an aws.vpc.SecurityGroupIngressRule or SecurityGroupEgressRule for each range, and drop ingress and egress, or leave them empty to allow nothing.",
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

/** How EC2 stores protocols: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
const isStored = (protocol: string) =>
  /^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol) && !["1", "6", "17", "58"].includes(protocol);

export const sgProtocolNotation = defineViewRule({
  id: "sg-protocol-notation",
  title: "Protocols of security group rules are written as EC2 stores them",
  severity: "low",
  topic: "drift",
  on: declaredSecurityGroupRules,
  // pulumi/pulumi-aws#2947
  why: "EC2 answers with its own spelling, so an unchanged program can show a difference at every preview.",
  remedy: 'Write "tcp", "udp", "icmp", "icmpv6", "-1" for all, and numbers for the rest.',
  check: ({ protocol }) =>
    protocol !== undefined && !isStored(String(protocol)) && "the protocol is not written as EC2 stores it",
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
  "host bits": "the range has bits beyond its prefix",
  spelling: "the range is not written as AWS stores it",
};

export const networkRangeNotation = defineViewRule({
  id: "network-range-notation",
  title: "Ranges of addresses are written as AWS stores them",
  severity: "medium",
  topic: "drift",
  on: declaredCidrBlocks,
  // ValidateIPv4CIDRBlock and ValidateIPv6CIDRBlock of https://github.com/hashicorp/terraform-provider-aws
  why: "The provider refuses a range with bits beyond its prefix when the program is deployed, and AWS answers IPv6 in small letters and short form, which shows as a difference.",
  remedy: 'Write the first address of the range, "10.0.0.0/8", and IPv6 in short form, "2001:db8::/32".',
  check: (written) => {
    const fault = cidrIssue(written.range);
    return fault && { at: written.at, message: MESSAGES[fault] };
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
