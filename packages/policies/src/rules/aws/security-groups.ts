import { allOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { ingress, isAnyAddress, opensPort } from "../../views/ingress";

export const sgWorldAdminPorts = defineViewRule({
  id: "sg-world-admin-ports",
  title: "Security groups do not open administration ports to the world",
  severity: "critical",
  controls: {
    "aws-fsbp": ["EC2.13", "EC2.14"],
    "cis-aws-3.0": ["5.2", "5.3"],
    "cis-aws-4.0": ["5.3", "5.4"],
  },
  on: ingress,
  options: {
    ports: integerListOption([22, 3389], "Ports that only known addresses may reach.", { minimum: 0, maximum: 65_535 }),
  },
  why: "Every address on the internet is scanned for remote shells all day, and one weak password or unpatched daemon is enough.",
  remedy: "Use Session Manager or a VPN and drop the rule, or name the addresses that may connect in cidrBlocks.",
  implies: ["sg-world-listed-ports-only"],
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isAnyAddress),
      () => options.ports.some((port) => opensPort(rule, port)),
    ) && "an administration port is open to the world",
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
