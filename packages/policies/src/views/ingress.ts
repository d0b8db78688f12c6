import { allOf, anyOf, listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

type InlineRule = NonNullable<InputsOf<"aws:ec2/securityGroup:SecurityGroup">["ingress"]>[number];

/** What a security group lets in. Ports may come as texts, protocols as numbers: programs in JavaScript pass both. */
export interface Ingress {
  /** As EC2 writes it: `tcp`, `udp`, `icmp`, `-1` for all. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** IPv4 and IPv6 ranges. */
  readonly ranges: readonly string[];
}

const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  all: "-1",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

function protocolName(protocol: unknown): string {
  const text = String(protocol).toLowerCase();
  return PROTOCOL_NAMES[text] ?? text;
}

const ofInline = (rule: InlineRule): Ingress => ({
  get protocol() {
    return protocolName(rule.protocol);
  },
  get fromPort() {
    return Number(rule.fromPort);
  },
  get toPort() {
    return Number(rule.toPort);
  },
  get ranges() {
    return listOf(
      () => rule.cidrBlocks,
      () => rule.ipv6CidrBlocks,
    );
  },
});

const ofSeparate = (rule: InputsOf<"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule">): Ingress => ({
  get protocol() {
    return protocolName(rule.ipProtocol);
  },
  get fromPort() {
    return Number(rule.fromPort);
  },
  get toPort() {
    return Number(rule.toPort);
  },
  get ranges() {
    return listOf(
      () => rule.cidrIpv4,
      () => rule.cidrIpv6,
    );
  },
});

/** What may come in, however it is written: inline in a group, or as a rule of its own of either kind. */
export const ingress = defineView<Ingress>()({
  "aws:ec2/securityGroup:SecurityGroup": (props) => listOf(props.ingress).map(ofInline),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (props) => listOf(props.ingress).map(ofInline),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (props) => (props.type === "ingress" ? [ofInline(props)] : []),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (props) => [ofSeparate(props)],
});

/** Whether a range is every address: EC2 ignores what stands before a prefix of no bits. */
export const isAnyAddress = (range: string): boolean => /\/0+$/.test(range.trim());

/** Whether it lets in TCP or UDP at a port. */
export function opensPort(rule: Ingress, port: number): boolean {
  return anyOf(
    () => rule.protocol === "-1",
    () =>
      allOf(
        () => ["tcp", "udp"].includes(rule.protocol),
        () => rule.fromPort <= port,
        () => port <= rule.toPort,
      ),
  );
}
