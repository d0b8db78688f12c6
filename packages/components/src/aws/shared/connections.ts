import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";

/** A resource that accepts TCP connections and that a security group protects. */
export interface ConnectionTarget {
  /** The ID of the target's security group. */
  readonly securityGroupId: pulumi.Input<string>;
  /** The port on which the target accepts connections. */
  readonly port?: pulumi.Input<number>;
  /**
   * Whether components can add rules to the security group. Set this to `true` only if every rule of the group is a
   * separate resource: a group with inline rules removes the rules that it does not contain.
   *
   * @default false
   */
  readonly acceptsRules?: boolean;
}

/** A rule that the owner of a security group has to add, because components cannot add rules to the group. */
export interface RequiredRule {
  /** The ID of the security group that requires the rule. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The direction of the connection, as seen from the security group. */
  readonly direction: "ingress" | "egress";
  /** The ID of the security group at the other end of the connection. */
  readonly referencedSecurityGroupId: pulumi.Output<string>;
  /** The TCP port. */
  readonly port: pulumi.Output<number>;
}

/** The rules that allow a connection. */
export interface Connection {
  /** The rule in the security group of the client; `undefined` if the group does not accept rules. */
  readonly egressRule: aws.vpc.SecurityGroupEgressRule | undefined;
  /** The rule in the security group of the target; `undefined` if the group does not accept rules. */
  readonly ingressRule: aws.vpc.SecurityGroupIngressRule | undefined;
  /** The rules for the groups that do not accept rules. */
  readonly requiredRules: readonly RequiredRule[];
}

/** The two ends of a connection. */
export interface ConnectionArgs {
  readonly client: Omit<ConnectionTarget, "port">;
  readonly target: Omit<ConnectionTarget, "port">;
  readonly port: pulumi.Input<number>;
  /** The purpose of the connection, which the console shows: `Connections from the service orders`. */
  readonly description: string;
}

/** Returns the names of the children that `createConnection` creates. */
export const connectionChildren = (child: string): string[] => [`${child}-egress`, `${child}-ingress`];

/**
 * Allows TCP connections from the security group of a client to the security group of a target.
 *
 * @param child - the prefix of the names of both rules: `to-database` creates `to-database-egress` and `to-database-ingress`
 */
export function createConnection(children: Children, child: string, connection: ConnectionArgs): Connection {
  const { client, target, port } = connection;
  const [egress = "", ingress = ""] = connectionChildren(child);
  const egressRule =
    client.acceptsRules === true
      ? new aws.vpc.SecurityGroupEgressRule(
          children.name(egress),
          ruleArgs(children, egress, connection, client, target),
          children.options(egress),
        )
      : undefined;
  const ingressRule =
    target.acceptsRules === true
      ? new aws.vpc.SecurityGroupIngressRule(
          children.name(ingress),
          ruleArgs(children, ingress, connection, target, client),
          children.options(ingress),
        )
      : undefined;
  const required = (direction: RequiredRule["direction"], owner: Omit<ConnectionTarget, "port">): RequiredRule => ({
    securityGroupId: pulumi.output(owner.securityGroupId),
    direction,
    referencedSecurityGroupId: pulumi.output((owner === client ? target : client).securityGroupId),
    port: pulumi.output(port),
  });
  const requiredRules = [
    ...(egressRule === undefined ? [required("egress", client)] : []),
    ...(ingressRule === undefined ? [required("ingress", target)] : []),
  ];
  return { egressRule, ingressRule, requiredRules };
}

function ruleArgs(
  children: Children,
  child: string,
  { port, description }: ConnectionArgs,
  owner: Omit<ConnectionTarget, "port">,
  other: Omit<ConnectionTarget, "port">,
) {
  return {
    region: children.region,
    securityGroupId: owner.securityGroupId,
    description,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    referencedSecurityGroupId: other.securityGroupId,
    tags: children.tags(child),
  };
}
