import { both, either, listed, type OneOrMany, rename } from "../kernel/connectives";
import { defineView, joinViews } from "../rule";
import type { Props } from "../tokens";

/** A rule of a security group as it is written, whichever resource holds it. Naming it as the place of a fault works. */
export interface WrittenRule {
  /** Programs in JavaScript pass numbers too. */
  readonly protocol: string | number | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly description: string | undefined;
  readonly ipv4: OneOrMany<string>;
  readonly ipv6: OneOrMany<string>;
}

type Group = Props<"aws:ec2/securityGroup:SecurityGroup">;
type InlineRule = NonNullable<Group["ingress"]>[number];
type SeparateRule = Props<"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule">;

const inline = (rule: InlineRule): WrittenRule =>
  rename(rule, {
    protocol: "protocol",
    fromPort: "fromPort",
    toPort: "toPort",
    description: "description",
    ipv4: "cidrBlocks",
    ipv6: "ipv6CidrBlocks",
  });

const separate = (rule: SeparateRule): WrittenRule =>
  rename(rule, {
    protocol: "ipProtocol",
    fromPort: "fromPort",
    toPort: "toPort",
    description: "description",
    ipv4: "cidrIpv4",
    ipv6: "cidrIpv6",
  });

const inAndOut = (group: Pick<Group, "ingress" | "egress">): readonly WrittenRule[] =>
  listed<InlineRule>(
    () => group.ingress,
    () => group.egress,
  ).map(inline);

/** Every rule, in and out. */
export const writtenRules = defineView<WrittenRule>()({
  "aws:ec2/securityGroup:SecurityGroup": inAndOut,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": inAndOut,
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) => [inline(rule)],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (rule) => [separate(rule)],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (rule) => [separate(rule)],
});

/** Everything that has a description: each rule, and groups themselves. */
export const described = joinViews(
  writtenRules,
  defineView<Pick<WrittenRule, "description">>()({
    "aws:ec2/securityGroup:SecurityGroup": (group) => [rename(group, { description: "description" })],
  }),
);

/** What may go out. */
export const egress = defineView<WrittenRule>()({
  "aws:ec2/securityGroup:SecurityGroup": (group) => listed(group.egress).map(inline),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (group) => listed(group.egress).map(inline),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) => (rule.type === "egress" ? [inline(rule)] : []),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": (rule) => [separate(rule)],
});

/** The ranges of a rule, of both kinds. */
export const rangesOf = (rule: Pick<WrittenRule, "ipv4" | "ipv6">): readonly string[] =>
  listed<string>(
    () => rule.ipv4,
    () => rule.ipv6,
  );

/** Whether it is for all protocols, and so for all ports, whatever ports it names. */
export const isForAllProtocols = (rule: Pick<WrittenRule, "protocol">): boolean =>
  ["-1", "all"].includes(String(rule.protocol).toLowerCase());

/** Whether it confines itself to some ports. ICMP, which has types in their place, always does. */
export const isForSomePorts = (rule: Pick<WrittenRule, "protocol" | "fromPort" | "toPort">): boolean =>
  both(
    () => !isForAllProtocols(rule),
    () =>
      either(
        () => Number(rule.fromPort) > 0,
        () => Number(rule.toPort) < 65_535,
      ),
  );
