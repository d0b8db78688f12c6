import { allOf, anyOf, listOf, type OneOrMany, renameProperties } from "../kernel/connectives";
import { defineView, mergeViews } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

/** A security group rule as the program declares it, inline or as a separate resource. It can be the location of an issue. */
export interface DeclaredSecurityGroupRule {
  /** The protocol. It is a string according to the types, but JavaScript programs also pass numbers. */
  readonly protocol: string | number | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly description: string | undefined;
  readonly ipv4: OneOrMany<string>;
  readonly ipv6: OneOrMany<string>;
}

type Group = InputsOf<"aws:ec2/securityGroup:SecurityGroup">;
type InlineRule = NonNullable<Group["ingress"]>[number];
type SeparateRule = InputsOf<"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule">;

const inlineRule = (rule: InlineRule): DeclaredSecurityGroupRule =>
  renameProperties(rule, {
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    description: "description",
    ipv4: "cidrBlocks",
    ipv6: "ipv6CidrBlocks",
  });

const separateRule = (rule: SeparateRule): DeclaredSecurityGroupRule =>
  renameProperties(rule, {
    protocol: "ipProtocol",
    fromPort: "fromPort",
    toPort: "toPort",
    description: "description",
    ipv4: "cidrIpv4",
    ipv6: "cidrIpv6",
  });

const ingressAndEgress = (group: Pick<Group, "ingress" | "egress">): readonly DeclaredSecurityGroupRule[] =>
  listOf<InlineRule>(
    () => group.ingress,
    () => group.egress,
  ).map(inlineRule);

/** The ingress and egress rules of security groups. */
export const declaredSecurityGroupRules = defineView<DeclaredSecurityGroupRule>()({
  "aws:ec2/securityGroup:SecurityGroup": ingressAndEgress,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ingressAndEgress,
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) => [inlineRule(rule)],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (rule) => [separateRule(rule)],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (rule) => [separateRule(rule)],
});

/** The security groups and their rules, all of which have a description. */
export const describableRules = mergeViews(
  declaredSecurityGroupRules,
  defineView<Pick<DeclaredSecurityGroupRule, "description">>()({
    "aws:ec2/securityGroup:SecurityGroup": (group) => [renameProperties(group, { description: "description" })],
  }),
);

/** The egress rules of security groups. */
export const egress = defineView<DeclaredSecurityGroupRule>()({
  "aws:ec2/securityGroup:SecurityGroup": (group) => listOf(group.egress).map(inlineRule),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (group) => listOf(group.egress).map(inlineRule),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) => (rule.type === "egress" ? [inlineRule(rule)] : []),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (rule) => [separateRule(rule)],
});

/** Returns the IPv4 and IPv6 CIDR blocks of a rule. */
export const cidrBlocksOf = (rule: Pick<DeclaredSecurityGroupRule, "ipv4" | "ipv6">): readonly string[] =>
  listOf<string>(
    () => rule.ipv4,
    () => rule.ipv6,
  );

/** Whether a rule applies to all protocols and therefore to all ports, regardless of the ports that it specifies. */
export const isForAllProtocols = (rule: Pick<DeclaredSecurityGroupRule, "protocol">): boolean =>
  ["-1", "all"].includes(String(rule.protocol).toLowerCase());

/** Whether a rule is limited to some ports. ICMP rules have types instead of ports. */
export const isForSomePorts = (rule: Pick<DeclaredSecurityGroupRule, "protocol" | "fromPort" | "toPort">): boolean =>
  allOf(
    () => !isForAllProtocols(rule),
    () =>
      anyOf(
        () => Number(rule.fromPort) > 0,
        () => Number(rule.toPort) < 65_535,
      ),
  );
