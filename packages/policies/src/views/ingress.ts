import { allOf, anyOf, listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

type InlineRule = NonNullable<InputsOf<"aws:ec2/securityGroup:SecurityGroup">["ingress"]>[number];

/**
 * An inbound rule of a security group.
 *
 * @remarks
 * JavaScript programs can pass ports as strings and protocols as numbers, so both are normalized.
 */
export interface Ingress {
  /** The protocol in the notation of EC2: `tcp`, `udp`, `icmp`, or `-1` for all protocols. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** IPv4 and IPv6 CIDR blocks. */
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
  const name = String(protocol).toLowerCase();
  return PROTOCOL_NAMES[name] ?? name;
}

const fromInlineRule = (rule: InlineRule): Ingress => ({
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

const fromIngressRule = (rule: InputsOf<"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule">): Ingress => ({
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

/** Inbound security group rules, declared inline or as separate resources of either type. */
export const ingress = defineView<Ingress>()({
  "aws:ec2/securityGroup:SecurityGroup": (props) => listOf(props.ingress).map(fromInlineRule),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (props) => listOf(props.ingress).map(fromInlineRule),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (props) => (props.type === "ingress" ? [fromInlineRule(props)] : []),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (props) => [fromIngressRule(props)],
});

/** Whether a rule allows TCP or UDP traffic to a port. */
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
