import { isInternetRange } from "../../evaluation/cidr-blocks";
import { allOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { ingress, opensPort } from "../../views/ingress";

export const sgWorldAdminPorts = defineViewRule({
  id: "sg-world-admin-ports",
  title: "Security groups do not allow ingress from the internet to remote administration ports",
  severity: "critical",
  controls: {
    "aws-fsbp": ["EC2.13", "EC2.14"],
    "cis-aws-3.0": ["5.2", "5.3"],
    "cis-aws-4.0": ["5.3", "5.4"],
  },
  on: ingress,
  options: {
    ports: integerListOption([22, 3389], "Remote administration ports that must not be open to the internet.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "Attackers scan the internet for remote administration ports continuously, and one weak password or unpatched service is enough to get in.",
  remedy: "Use Session Manager or a VPN and remove the rule, or set cidrBlocks to the CIDR blocks that need access.",
  implies: ["sg-world-listed-ports-only"],
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isInternetRange),
      () => options.ports.some((port) => opensPort(rule, port)),
    ) && "a remote administration port is open to the internet",
  examples: {
    pass: [
      [
        "aws:ec2/securityGroup:SecurityGroup",
        { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }] },
      ],
      [
        "aws:ec2/securityGroup:SecurityGroup",
        { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] },
      ],
      [
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
      ],
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        { ipProtocol: "icmp", fromPort: 8, toPort: 0, cidrIpv4: "0.0.0.0/0" },
      ],
    ],
    fail: [
      [
        "aws:ec2/securityGroup:SecurityGroup",
        { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] },
      ],
      [
        "aws:ec2/securityGroup:SecurityGroup",
        { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }] },
      ],
      [
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] },
      ],
      [
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        { type: "ingress", protocol: "6", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] },
      ],
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        { ipProtocol: "tcp", fromPort: 3389, toPort: 3389, cidrIpv6: "::/0" },
      ],
    ],
  },
});
