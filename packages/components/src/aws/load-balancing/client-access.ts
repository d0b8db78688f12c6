import * as aws from "@pulumi/aws";
import { securityGroupId, prefixListId } from "../shared/security-group-ids";
import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, plainObject } from "../../shared/checks";
import type { VpcLike } from "../network/existing-vpc";
import { checkNetwork, checkRequiredSubnets } from "../network/network-checks";
import { cidrBlock, isIpv6CidrBlock } from "../shared/cidr";
import { childKey, type Children } from "../shared/children";
import type { AllowedSources, ConnectionSource } from "./load-balancer-args";

const SECURITY_GROUP = "security-group";

/** A port that clients can connect to, and the name that stands for it in the names of rules. */
export interface OpenPort {
  readonly name: string;
  readonly port: number;
}

/** The security group of a load balancer, and the rules for its clients. */
export interface ClientAccess {
  /** The security group of the load balancer. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rules that allow clients to connect, by child. */
  readonly ingressRules: Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>>;
}

/** The source of a security group rule. */
export type RuleSource = Pick<
  aws.vpc.SecurityGroupIngressRuleArgs,
  "cidrIpv4" | "cidrIpv6" | "prefixListId" | "referencedSecurityGroupId"
>;

/** The sources of connections by the first part of the names of their rules. */
export type ClientSources = Readonly<Record<string, RuleSource>>;

const sourceKey = childKey("the name of a source", "office");

/**
 * Checks `allowFrom` and returns the sources of connections.
 *
 * @param allowFrom - the argument, or its default
 */
export function checkSources(
  issues: ArgumentIssues,
  allowFrom: AllowedSources,
  { network, ipv6 }: { readonly network: VpcLike; readonly ipv6: boolean },
): ClientSources {
  if (allowFrom === "anywhere")
    return { anywhere: { cidrIpv4: "0.0.0.0/0" }, ...(ipv6 && { "anywhere-ipv6": { cidrIpv6: "::/0" } }) };
  if (allowFrom === "vpc") return vpcSource(issues, network);
  if (typeof allowFrom === "string") {
    const remedy = 'For other sources, use an object such as { office: "203.0.113.0/24" }.';
    issues.add("allowFrom", allowFrom, { remedy, ...expected("not-allowed", '"anywhere", "vpc", or an object') });
    return {};
  }
  if (!issues.check("allowFrom", allowFrom, plainObject('"anywhere", "vpc", or an object of sources'))) return {};
  return checkNamedSources(issues, "allowFrom", allowFrom);
}

/** Checks sources by name. */
export function checkNamedSources(
  issues: ArgumentIssues,
  path: string,
  sources: Readonly<Record<string, ConnectionSource>>,
): ClientSources {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => {
      const sourcePath = `${path}.${name}`;
      issues.check(sourcePath, name, sourceKey);
      return [name, checkSource(issues, sourcePath, source)];
    }),
  );
}

function vpcSource(issues: ArgumentIssues, network: VpcLike | undefined): ClientSources {
  const block = network?.cidrBlock;
  if (network !== undefined && block === undefined) {
    const statement = '"vpc" requires the CIDR block of the network';
    issues.add("allowFrom", "vpc", {
      code: "conflict",
      statement,
      remedy: "Set network.cidrBlock, or list the sources.",
    });
  }
  return { vpc: { cidrIpv4: block } };
}

function checkSource(issues: ArgumentIssues, path: string, source: ConnectionSource): RuleSource {
  if (!isPlainValue(source) || typeof source === "string") {
    const block = issues.checkInput<string>(path, source, cidrBlock);
    return isPlainValue(block) && isIpv6CidrBlock(block) ? { cidrIpv6: block } : { cidrIpv4: block };
  }
  if (!issues.checkNames(path, source, ["securityGroupId", "prefixListId"])) return {};
  if ("securityGroupId" in source) {
    return {
      referencedSecurityGroupId: issues.checkInput(`${path}.securityGroupId`, source.securityGroupId, securityGroupId),
    };
  }
  if ("prefixListId" in source) {
    return { prefixListId: issues.checkInput(`${path}.prefixListId`, source.prefixListId, prefixListId) };
  }
  issues.add(path, source, expected("missing", "a securityGroupId or a prefixListId"));
  return {};
}

const ruleChild = (source: string, { name }: OpenPort): string => `${source}-${name}`;

/** Returns the names of the children that `createClientAccess` creates. */
export const clientAccessChildren = (sources: ClientSources, ports: readonly OpenPort[]): string[] => [
  SECURITY_GROUP,
  ...Object.keys(sources).flatMap((source) => ports.map((port) => ruleChild(source, port))),
];

/**
 * Creates the security group of a load balancer. It allows clients to connect to the open ports. Services add the rules for
 * connections to their tasks.
 */
export function createClientAccess(
  children: Children,
  network: VpcLike,
  sources: ClientSources,
  ports: readonly OpenPort[],
): ClientAccess {
  const securityGroup = new aws.ec2.SecurityGroup(
    children.name(SECURITY_GROUP),
    {
      region: children.region,
      vpcId: network.vpcId,
      // Changing the description would replace the group.
      description: "Load balancer",
      tags: children.tags(SECURITY_GROUP),
    },
    children.options(SECURITY_GROUP),
  );
  const rules = Object.entries(sources).flatMap(([name, source]) =>
    ports.map((port) => {
      const child = ruleChild(name, port);
      const args = {
        region: children.region,
        securityGroupId: securityGroup.id,
        description: `Connections from ${name} to port ${port.port}`,
        ipProtocol: "tcp",
        fromPort: port.port,
        toPort: port.port,
        ...source,
        tags: children.tags(child),
      };
      return [
        child,
        new aws.vpc.SecurityGroupIngressRule(children.name(child), args, children.options(child)),
      ] as const;
    }),
  );
  return { securityGroup, ingressRules: Object.fromEntries(rules) };
}

/** Checks that `internal` is a boolean and that the network has the subnets for the load balancer. */
export function checkPlacement(
  issues: ArgumentIssues,
  { network, internal }: { readonly network: VpcLike; readonly internal: boolean },
  minimum: number,
): void {
  issues.check("internal", internal, booleanValue);
  if (!checkNetwork(issues, "network", network)) return;
  checkRequiredSubnets(issues, "network", network, {
    minimum,
    minimumReason: "an Application Load Balancer requires subnets in two Availability Zones",
    ...(internal
      ? { subnets: "privateSubnetIds", reason: "an internal load balancer is placed in private subnets" }
      : {
          subnets: "publicSubnetIds",
          reason: "a public load balancer is placed in public subnets",
          remedy: "To accept connections from the VPC only, set internal: true.",
        }),
  });
}
