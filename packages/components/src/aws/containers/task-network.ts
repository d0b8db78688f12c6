import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { integerBetween } from "../../shared/checks";
import { childKey, type Children } from "../shared/children";
import { cidrBlock, isIpv6CidrBlock } from "../shared/cidr";
import { prefixListId } from "../shared/security-group-ids";
import type { VpcLike } from "../network/existing-vpc";

/** An outgoing connection of a task. Exactly one of the destinations must be set. */
export interface EcsEgressRuleArgs {
  /** The first port, from 0 to 65535. */
  readonly port: number;
  /**
   * The last port of a range.
   *
   * @default `port`
   */
  readonly toPort?: number;
  /**
   * The protocol.
   *
   * @default "tcp"
   */
  readonly protocol?: "tcp" | "udp";
  /** An IPv4 or IPv6 CIDR block. */
  readonly cidrBlock?: string;
  /** The ID of a managed prefix list, such as that of a gateway endpoint. */
  readonly prefixListId?: pulumi.Input<string>;
}

/** The security group of a task, and its rules. */
export interface TaskSecurityGroup {
  /** The security group. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rules for outgoing connections, by name: `https`, `all`, and the names in `egress`. */
  readonly egressRules: Readonly<Record<string, aws.vpc.SecurityGroupEgressRule>>;
}

const SECURITY_GROUP = "security-group";
const HTTPS_PORT = 443;
const ANYWHERE = "0.0.0.0/0";
const MAX_PORT = 65_535;

const egressChild = (name: string): string => `egress-${name}`;
const egressKey = childKey("the name of a rule", "smtp");
const PROTOCOLS = ["tcp", "udp"];

type EgressArgs = "all" | Readonly<Record<string, EcsEgressRuleArgs>>;

/** A rule for outgoing connections. */
export interface EgressRule extends Omit<EcsEgressRuleArgs, "port" | "protocol"> {
  readonly description: string;
  readonly protocol: string;
  readonly port?: number;
}

/** Checks `egress` and returns the rules by name, including the rule for HTTPS. */
export function planEgress(issues: ArgumentIssues, egress: EgressArgs): Record<string, EgressRule> {
  if (egress === "all") {
    return { all: { protocol: "-1", cidrBlock: ANYWHERE, description: "All outgoing connections" } };
  }
  const https = {
    protocol: "tcp",
    port: HTTPS_PORT,
    cidrBlock: ANYWHERE,
    description: "HTTPS to AWS services and the internet",
  };
  if (!isPropertyMap(egress)) {
    issues.add("egress", egress, {
      code: typeof egress === "string" ? "not-allowed" : "wrong-type",
      statement: (got) => `expected "all" or an object of rules by name, got ${got}`,
    });
    return { https };
  }
  const rules = Object.entries(egress).flatMap(([name, rule]) => {
    const checked = checkRule(issues, name, rule);
    return checked === undefined ? [] : [[name, checked] as const];
  });
  return { https, ...Object.fromEntries(rules) };
}

function checkRule(issues: ArgumentIssues, name: string, rule: EcsEgressRuleArgs): EgressRule | undefined {
  const path = `egress.${name}`;
  if (!issues.check(path, name, egressKey)) return undefined;
  if (name === "https" || name === "all") {
    issues.add(path, undefined, {
      code: "duplicate",
      statement: `the name "${name}" is reserved`,
      remedy: "Use another name.",
    });
  }
  if (!issues.checkNames(path, rule, ["port", "toPort", "protocol", "cidrBlock", "prefixListId"])) return undefined;
  const { port, toPort = port, protocol = "tcp" } = rule;
  if (issues.check(`${path}.port`, port, integerBetween(0, MAX_PORT)) && toPort !== port) {
    issues.check(`${path}.toPort`, toPort, integerBetween(port, MAX_PORT));
  }
  if (!PROTOCOLS.includes(protocol)) {
    issues.add(`${path}.protocol`, protocol, {
      code: "not-allowed",
      statement: (got) => `expected "tcp" or "udp", got ${got}`,
    });
  }
  const destinations = [rule.cidrBlock, rule.prefixListId].filter((destination) => destination !== undefined);
  if (destinations.length !== 1) {
    issues.add(path, undefined, {
      code: destinations.length === 0 ? "missing" : "conflict",
      statement: "expected exactly one of cidrBlock and prefixListId",
      remedy: "For a security group, call allowTo.",
    });
  }
  if (rule.cidrBlock !== undefined) issues.check(`${path}.cidrBlock`, rule.cidrBlock, cidrBlock);
  const prefixList = issues.checkOptionalInput(`${path}.prefixListId`, rule.prefixListId, prefixListId);
  return {
    ...rule,
    toPort,
    protocol,
    description: `Outgoing connections: ${name}`,
    ...(prefixList !== undefined && { prefixListId: prefixList }),
  };
}

/** Returns the names of the children that `createTaskSecurityGroup` creates. */
export const taskSecurityGroupChildren = (egress: Readonly<Record<string, EgressRule>>): string[] => [
  SECURITY_GROUP,
  ...Object.keys(egress).map(egressChild),
];

/** Creates the security group of a task, and the rules for outgoing connections. */
export function createTaskSecurityGroup(
  children: Children,
  network: VpcLike,
  egress: Readonly<Record<string, EgressRule>>,
): TaskSecurityGroup {
  const securityGroup = new aws.ec2.SecurityGroup(
    children.name(SECURITY_GROUP),
    {
      region: children.region,
      vpcId: network.vpcId,
      // Changing the description would replace the group.
      description: "Tasks of an ECS workload",
      tags: children.tags(SECURITY_GROUP),
    },
    children.options(SECURITY_GROUP),
  );
  const egressRules = Object.entries(egress).map(([name, rule]) => {
    const child = egressChild(name);
    const args = {
      region: children.region,
      securityGroupId: securityGroup.id,
      description: rule.description,
      ipProtocol: rule.protocol,
      fromPort: rule.port,
      toPort: rule.toPort ?? rule.port,
      ...destinationOf(rule),
      tags: children.tags(child),
    };
    return [name, new aws.vpc.SecurityGroupEgressRule(children.name(child), args, children.options(child))] as const;
  });
  return { securityGroup, egressRules: Object.fromEntries(egressRules) };
}

function destinationOf({ cidrBlock: block, prefixListId: list }: EgressRule) {
  if (list !== undefined) return { prefixListId: list };
  return isIpv6CidrBlock(block) ? { cidrIpv6: block } : { cidrIpv4: block };
}

/** Returns the IDs of the subnets that tasks run in. */
export function taskSubnetIds(network: VpcLike, subnets: "private" | "isolated"): pulumi.Input<pulumi.Input<string>[]> {
  return (subnets === "isolated" ? network.isolatedSubnetIds : network.privateSubnetIds) ?? [];
}
