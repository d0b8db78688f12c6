import { allOf, anyOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { ingress, isAnyAddress, opensPort } from "../../views/ingress";
import { egress, isForSomePorts, cidrBlocksOf } from "../../views/security-group-rules";

const inbound = (protocol: string, fromPort: number, toPort: number, range: string) =>
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { ipProtocol: protocol, fromPort, toPort, cidrIpv4: range },
  ] as const;
const outbound = (protocol: string, range: string, fromPort?: number, toPort?: number) =>
  [
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    { ipProtocol: protocol, cidrIpv4: range, fromPort, toPort },
  ] as const;
const group = "aws:ec2/securityGroup:SecurityGroup";
const oldRule = "aws:ec2/securityGroupRule:SecurityGroupRule";

export const sgWorldHighRiskPorts = defineViewRule({
  id: "sg-world-high-risk-ports",
  title: "Security groups do not open databases and internal services to the world",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.19"], "cis-aws-4.0": ["5.1.2"] },
  on: ingress,
  options: {
    // The list of EC2.19 without 22 and 3389, which have a rule of their own.
    ports: integerListOption(
      [
        20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888,
        9200, 9300,
      ],
      "Ports that must not be open to every address.",
      { minimum: 0, maximum: 65_535 },
    ),
  },
  why: "These ports belong to databases, file shares, mail and development servers, which are broken into within hours once the internet reaches them.",
  remedy:
    "Name the clients instead: referencedSecurityGroupId for those in the VPC, cidrIpv4 of a known network for others.",
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isAnyAddress),
      () => options.ports.some((port) => opensPort(rule, port)),
    ) && "a port of high risk is open to the world",
  examples: {
    pass: [inbound("tcp", 443, 443, "0.0.0.0/0"), inbound("tcp", 5432, 5432, "10.0.0.0/8")],
    fail: [
      inbound("tcp", 5432, 5432, "0.0.0.0/0"),
      inbound("tcp", 3300, 3310, "0.0.0.0/0"),
      [group, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] }],
    ],
  },
});

export const sgWorldListedPortsOnly = defineViewRule({
  id: "sg-world-listed-ports-only",
  title: "Security groups open nothing but listed ports to the world",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.18"] },
  on: ingress,
  options: {
    ports: integerListOption([80, 443], "TCP and UDP ports that every address may reach.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "What the internet reaches is attacked; a port that is public on purpose is on a list, so the others are mistakes.",
  remedy:
    "Put a load balancer in front, name the clients in cidrIpv4, or add the port to the option ports of this rule.",
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isAnyAddress),
      () => ["-1", "tcp", "udp"].includes(rule.protocol),
      () =>
        anyOf(
          () => rule.protocol === "-1",
          () => !options.ports.includes(rule.fromPort),
          () => !options.ports.includes(rule.toPort),
          () => !isCovered(rule.fromPort, rule.toPort, options.ports),
        ),
    ) && "a port that is not listed is open to the world",
  examples: {
    pass: [
      inbound("tcp", 443, 443, "0.0.0.0/0"),
      inbound("tcp", 8443, 8443, "10.0.0.0/8"),
      inbound("icmp", 8, -1, "0.0.0.0/0"),
    ],
    fail: [
      inbound("tcp", 8443, 8443, "0.0.0.0/0"),
      inbound("tcp", 80, 443, "0.0.0.0/0"),
      inbound("-1", 0, 0, "0.0.0.0/0"),
    ],
  },
});

/** Whether every port from one to another is listed. */
const isCovered = (from: number, to: number, ports: readonly number[]): boolean =>
  ports.filter((port, index) => from <= port && port <= to && ports.indexOf(port) === index).length === to - from + 1;

export const sgEgressLimited = defineViewRule({
  id: "sg-egress-limited",
  title: "Security groups do not let everything out to the world",
  severity: "low",
  on: egress,
  why: "Whoever gets into a machine that may call every address on every port can send data out and load tools in.",
  remedy:
    "Say what is called: ports for the internet, prefixListId for gateway endpoints, referencedSecurityGroupId in the VPC.",
  check: (rule) =>
    allOf(
      () => cidrBlocksOf(rule).some(isAnyAddress),
      () => !isForSomePorts(rule),
    ) && "everything may go out to every address",
  examples: {
    pass: [
      outbound("tcp", "0.0.0.0/0", 443, 443),
      outbound("-1", "10.0.0.0/8"),
      [oldRule, { type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    ],
    fail: [
      outbound("-1", "0.0.0.0/0"),
      outbound("tcp", "0.0.0.0/0", 0, 65_535),
      [group, { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] }],
      [oldRule, { type: "egress", protocol: "all", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    ],
  },
});
