import { allOf, anyOf, listOf, type OneOrMany, renameProperties } from "../kernel/connectives";
import { defineView, joinViews } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

/** A rule of a security group as it is written, whichever resource holds it. Naming it as the place of a fault works. */
export interface DeclaredSecurityGroupRule {
  /** Programs in JavaScript pass numbers too. */
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

const inline = (rule: InlineRule): DeclaredSecurityGroupRule =>
  renameProperties(rule, {
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    description: "description",
    ipv4: "cidrBlocks",
    ipv6: "ipv6CidrBlocks",
  });

const separate = (rule: SeparateRule): DeclaredSecurityGroupRule =>
  renameProperties(rule, {
    protocol: "ipProtocol",
    fromPort: "fromPort",
    toPort: "toPort",
    description: "description",
    ipv4: "cidrIpv4",
    ipv6: "cidrIpv6",
  });

const inAndOut = (group: Pick<Group, "ingress" | "egress">): readonly DeclaredSecurityGroupRule[] =>
  listOf<InlineRule>(
    () => group.ingress,
    () => group.egress,
  ).map(inline);

/** Every rule, in and out. */
export const declaredSecurityGroupRules = defineView<DeclaredSecurityGroupRule>()({
  "aws:ec2/securityGroup:SecurityGroup": inAndOut,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": inAndOut,
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) => [inline(rule)],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (rule) => [separate(rule)],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (rule) => [separate(rule)],
});

/** Everything that has a description: each rule, and groups themselves. */
export const describableRules = joinViews(
  declaredSecurityGroupRules,
  defineView<Pick<DeclaredSecurityGroupRule, "description">>()({
    "aws:ec2/securityGroup:SecurityGroup": (group) => [renameProperties(group, { description: "description" })],
  }),
);

/** What may go out. */
export const egress = defineView<DeclaredSecurityGroupRule>()({
  "aws:ec2/securityGroup:SecurityGroup": (group) => listOf(group.egress).map(inline),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (group) => listOf(group.egress).map(inline),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) => (rule.type === "egress" ? [inline(rule)] : []),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (rule) => [separate(rule)],
});

/** The ranges of a rule, of both kinds. */
export const cidrBlocksOf = (rule: Pick<DeclaredSecurityGroupRule, "ipv4" | "ipv6">): readonly string[] =>
  listOf<string>(
    () => rule.ipv4,
    () => rule.ipv6,
  );

/** Whether it is for all protocols, and so for all ports, whatever ports it names. */
export const isForAllProtocols = (rule: Pick<DeclaredSecurityGroupRule, "protocol">): boolean =>
  ["-1", "all"].includes(String(rule.protocol).toLowerCase());

/** Whether it confines itself to some ports. ICMP, which has types in their place, always does. */
export const isForSomePorts = (rule: Pick<DeclaredSecurityGroupRule, "protocol" | "fromPort" | "toPort">): boolean =>
  allOf(
    () => !isForAllProtocols(rule),
    () =>
      anyOf(
        () => Number(rule.fromPort) > 0,
        () => Number(rule.toPort) < 65_535,
      ),
  );
