import { unknownFrom } from "@roadbed/plan";
import { toProperties } from "../../kernel/plain-values";
import { compareAccess } from "../compare-access";
import type { AccessVerdict } from "../comparison";

type Inputs = Readonly<Record<string, unknown>>;
type Case = readonly [change: string, before: Inputs, after: Inputs, AccessVerdict];

const verdictOf = (type: string, before: Inputs, after: Inputs) =>
  compareAccess(type, toProperties(before), toProperties(after))?.verdict;

const output = (property: string) =>
  unknownFrom({ kind: "output", resource: "urn:pulumi:dev::app::aws:ec2/vpc:Vpc::main", property });

const rule = (rest: object = {}) => ({
  protocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrBlocks: ["10.0.0.0/8"],
  ...rest,
});
const ingress = (...rules: readonly object[]) => ({ ingress: rules });

const SECURITY_GROUPS: readonly Case[] = [
  ["a wider port range", ingress(rule()), ingress(rule({ fromPort: 80 })), "broader"],
  ["a part of the network", ingress(rule()), ingress(rule({ cidrBlocks: ["10.1.0.0/16"] })), "narrower"],
  [
    "the same network in two parts",
    ingress(rule()),
    ingress(rule({ cidrBlocks: ["10.0.0.0/9", "10.128.0.0/9"] })),
    "same",
  ],
  [
    "the same ports in two rules",
    ingress(rule({ toPort: 445 })),
    ingress(rule({ toPort: 444 }), rule({ fromPort: 445, toPort: 445 })),
    "same",
  ],
  ["the number of the protocol", ingress(rule()), ingress(rule({ protocol: "6" })), "same"],
  [
    "all protocols",
    ingress(rule({ fromPort: 0, toPort: 65_535 })),
    ingress(rule({ protocol: "-1", fromPort: 0, toPort: 0 })),
    "broader",
  ],
  [
    "one protocol in place of all",
    ingress(rule({ protocol: "-1", fromPort: 0, toPort: 0 })),
    ingress(rule()),
    "narrower",
  ],
  [
    "another spelling of an IPv6 network",
    ingress(rule({ ipv6CidrBlocks: ["2001:DB8:0::/32"] })),
    ingress(rule({ ipv6CidrBlocks: ["2001:db8::/32"] })),
    "same",
  ],
  [
    "an IPv6 network with host bits",
    ingress(rule({ ipv6CidrBlocks: ["2001:db8::1/32"] })),
    ingress(rule({ ipv6CidrBlocks: ["2001:db8::/32"] })),
    "same",
  ],
  [
    "a referenced group in place of a network",
    ingress(rule()),
    ingress(rule({ cidrBlocks: [], securityGroups: ["sg-1"] })),
    "broader",
  ],
  ["the group itself", ingress(), ingress(rule({ cidrBlocks: [], self: true })), "broader"],
  [
    "the same unknown network",
    ingress(rule({ cidrBlocks: [output("cidrBlock")] })),
    ingress(rule({ cidrBlocks: [output("cidrBlock")] })),
    "same",
  ],
  [
    "an unknown network in place of a known one",
    ingress(rule()),
    ingress(rule({ cidrBlocks: [output("cidrBlock")] })),
    "undecided",
  ],
  [
    "the internet in place of an unknown network",
    ingress(rule({ cidrBlocks: [output("cidrBlock")] })),
    ingress(rule({ cidrBlocks: ["0.0.0.0/0"] })),
    "broader",
  ],
  [
    "the internet beside an unknown network",
    ingress(rule({ cidrBlocks: [output("cidrBlock")] })),
    ingress(rule({ cidrBlocks: [output("cidrBlock"), "0.0.0.0/0"] })),
    "broader",
  ],
  [
    "more ICMP types",
    ingress(rule({ protocol: "icmp", fromPort: 8, toPort: 0 })),
    ingress(rule({ protocol: "icmp", fromPort: -1, toPort: -1 })),
    "broader",
  ],
  ["a new egress rule", {}, { egress: [rule()] }, "broader"],
  ["ports that are strings", ingress(rule()), ingress(rule({ fromPort: "443", toPort: "443" })), "same"],
];

const entry = (ruleNo: number, action: string, rest: object = {}) => ({
  ruleNo,
  action,
  ...rule({ cidrBlock: "10.0.0.0/8", ...rest }),
});

const NETWORK_ACLS: readonly Case[] = [
  [
    "a removed entry that denies",
    ingress(entry(1, "deny", { cidrBlock: "10.1.0.0/16" }), entry(2, "allow")),
    ingress(entry(2, "allow")),
    "broader",
  ],
  [
    "a denying entry after the allowing one",
    ingress(entry(1, "deny"), entry(2, "allow")),
    ingress(entry(3, "deny"), entry(2, "allow")),
    "broader",
  ],
  [
    "other numbers in the same order",
    ingress(entry(1, "deny"), entry(2, "allow")),
    ingress(entry(20, "allow"), entry(10, "deny")),
    "same",
  ],
  [
    "a new entry that denies",
    ingress(entry(2, "allow")),
    ingress(entry(2, "allow"), entry(1, "deny", { toPort: 80, fromPort: 80 })),
    "same",
  ],
  [
    "a new entry after one that denies all",
    ingress(entry(1, "deny", { protocol: "-1", cidrBlock: "0.0.0.0/0" })),
    ingress(entry(1, "deny", { protocol: "-1", cidrBlock: "0.0.0.0/0" }), entry(2, "allow")),
    "same",
  ],
];

const OTHERS: readonly (readonly [...Case, type: string])[] = [
  [
    "a rule of another generation",
    { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/8", securityGroupId: "sg-1" },
    { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0", securityGroupId: "sg-1" },
    "broader",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ],
  [
    "a prefix list",
    { entries: [{ cidr: "10.0.0.0/8" }] },
    { entries: [{ cidr: "10.0.0.0/8" }, { cidr: "192.0.2.0/24" }] },
    "broader",
    "aws:ec2/managedPrefixList:ManagedPrefixList",
  ],
  [
    "the endpoint of a cluster",
    { vpcConfig: { publicAccessCidrs: ["192.0.2.0/24"] } },
    { vpcConfig: {} },
    "broader",
    "aws:eks/cluster:Cluster",
  ],
  [
    "a private endpoint of a cluster",
    { vpcConfig: {} },
    { vpcConfig: { endpointPublicAccess: false } },
    "narrower",
    "aws:eks/cluster:Cluster",
  ],
  ["a load balancer", { internal: true }, {}, "broader", "aws:alb/loadBalancer:LoadBalancer"],
  ["a database", {}, { publiclyAccessible: true }, "broader", "aws:rds/instance:Instance"],
  [
    "a database with an unknown setting",
    { publiclyAccessible: output("x") },
    { publiclyAccessible: false },
    "undecided",
    "aws:rds/instance:Instance",
  ],
  [
    "a separate entry with a lower number",
    { ruleNumber: 2, ruleAction: "allow", cidrBlock: "10.0.0.0/8" },
    { ruleNumber: 1, ruleAction: "allow", cidrBlock: "10.0.0.0/8" },
    "undecided",
    "aws:ec2/networkAclRule:NetworkAclRule",
  ],
];

describe("compareAccess of networks", () => {
  it.each(SECURITY_GROUPS)("compares security groups: %s", (_, before, after, verdict) => {
    expect(verdictOf("aws:ec2/securityGroup:SecurityGroup", before, after)).toBe(verdict);
  });

  it.each(NETWORK_ACLS)("compares network ACLs: %s", (_, before, after, verdict) => {
    expect(verdictOf("aws:ec2/networkAcl:NetworkAcl", before, after)).toBe(verdict);
  });

  it.each(OTHERS)("compares %s", (_, before, after, verdict, type) => {
    expect(verdictOf(type, before, after)).toBe(verdict);
  });
});
