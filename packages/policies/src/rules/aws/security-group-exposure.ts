import { isInternetRange } from "../../evaluation/cidr-blocks";
import { allOf, anyOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { ingress, opensPort } from "../../views/ingress";
import { egress, isForSomePorts, cidrBlocksOf } from "../../views/security-group-rules";

const inbound = (protocol: string, fromPort: number, toPort: number, cidrBlock: string) =>
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { ipProtocol: protocol, fromPort, toPort, cidrIpv4: cidrBlock },
  ] as const;
const outbound = (protocol: string, cidrBlock: string, fromPort?: number, toPort?: number) =>
  [
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    { ipProtocol: protocol, cidrIpv4: cidrBlock, fromPort, toPort },
  ] as const;
const group = "aws:ec2/securityGroup:SecurityGroup";
const legacyRule = "aws:ec2/securityGroupRule:SecurityGroupRule";

export const sgWorldHighRiskPorts = defineViewRule({
  id: "sg-world-high-risk-ports",
  title: "Security groups do not allow ingress from the internet to high-risk ports",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.19"], "cis-aws-4.0": ["5.1.2"] },
  on: ingress,
  options: {
    // The ports of control EC2.19, except 22 and 3389, which the rule sg-world-admin-ports covers.
    ports: integerListOption(
      [
        20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888,
        9200, 9300,
      ],
      "Ports that must not be open to the internet.",
      { minimum: 0, maximum: 65_535 },
    ),
  },
  why: "High-risk ports belong to databases, file shares, mail servers, and development servers, which attackers scan for continuously.",
  remedy:
    "Restrict the source: set referencedSecurityGroupId for clients in the VPC, or cidrIpv4 to a known CIDR block for other clients.",
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isInternetRange),
      () => options.ports.some((port) => opensPort(rule, port)),
    ) && "a high-risk port is open to the internet",
  examples: {
    pass: [inbound("tcp", 443, 443, "0.0.0.0/0"), inbound("tcp", 5432, 5432, "10.0.0.0/8")],
    fail: [
      inbound("tcp", 5432, 5432, "0.0.0.0/0"),
      inbound("tcp", 3300, 3310, "0.0.0.0/0"),
      inbound("tcp", 3306, 3306, "128.0.0.0/1"),
      [group, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] }],
    ],
  },
});

export const sgWorldListedPortsOnly = defineViewRule({
  id: "sg-world-listed-ports-only",
  title: "Security groups allow ingress from the internet only on authorized ports",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.18"] },
  on: ingress,
  options: {
    ports: integerListOption([80, 443], "TCP and UDP ports that may be open to the internet.", {
      minimum: 0,
      maximum: 65_535,
    }),
  },
  why: "Ports that are reachable from the internet are attacked. An explicit list separates intentionally public ports from mistakes.",
  remedy:
    "Put a load balancer in front of the application, set cidrIpv4 to the CIDR block of the clients, or add the port to the ports option of this rule.",
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isInternetRange),
      () => ["-1", "tcp", "udp"].includes(rule.protocol),
      () =>
        anyOf(
          () => rule.protocol === "-1",
          () => !options.ports.includes(rule.fromPort),
          () => !options.ports.includes(rule.toPort),
          () => !isCovered(rule.fromPort, rule.toPort, options.ports),
        ),
    ) && "an unauthorized port is open to the internet",
  examples: {
    pass: [
      inbound("tcp", 443, 443, "0.0.0.0/0"),
      inbound("tcp", 8443, 8443, "10.0.0.0/8"),
      inbound("icmp", 8, -1, "0.0.0.0/0"),
    ],
    fail: [
      inbound("tcp", 8443, 8443, "0.0.0.0/0"),
      inbound("tcp", 8443, 8443, "0.0.0.0/1"),
      inbound("tcp", 80, 443, "0.0.0.0/0"),
      inbound("-1", 0, 0, "0.0.0.0/0"),
    ],
  },
});

/** Whether the list contains every port in the range. */
const isCovered = (from: number, to: number, ports: readonly number[]): boolean =>
  ports.filter((port, index) => from <= port && port <= to && ports.indexOf(port) === index).length === to - from + 1;

export const sgEgressLimited = defineViewRule({
  id: "sg-egress-limited",
  title: "Security groups do not allow egress to the internet on all ports",
  severity: "low",
  on: egress,
  why: "An attacker who compromises an instance can exfiltrate data and download tools through any port.",
  remedy:
    "Allow only the required traffic: specific ports for the internet, prefixListId for gateway endpoints, and referencedSecurityGroupId within the VPC.",
  check: (rule) =>
    allOf(
      () => cidrBlocksOf(rule).some(isInternetRange),
      () => !isForSomePorts(rule),
    ) && "egress to the internet is allowed on all ports",
  examples: {
    pass: [
      outbound("tcp", "0.0.0.0/0", 443, 443),
      outbound("-1", "10.0.0.0/8"),
      [legacyRule, { type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    ],
    fail: [
      outbound("-1", "0.0.0.0/0"),
      outbound("-1", "128.0.0.0/1"),
      outbound("tcp", "0.0.0.0/0", 0, 65_535),
      [group, { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] }],
      [legacyRule, { type: "egress", protocol: "all", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    ],
  },
});
