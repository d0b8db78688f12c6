import * as pulumi from "@pulumi/pulumi";
import { arnScope, awsPolicyArns } from "../shared/arn";
import type { Children } from "../shared/children";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import type { CheckedCluster } from "./cluster-checks";

/** The name of the role of nodes. EKS replaces node groups whose role changes, so the name never changes. */
export const NODE_ROLE = "node-role";

const REGISTRY_POLICY = "AmazonEC2ContainerRegistryPullOnly";

/** The policies of nodes in managed node groups, by name. */
export const MANAGED_NODE_POLICIES = { node: "AmazonEKSWorkerNodePolicy", registry: REGISTRY_POLICY };
/** The policies of nodes that EKS Auto Mode manages, by name. */
export const AUTO_MODE_NODE_POLICIES = { node: "AmazonEKSWorkerNodeMinimalPolicy", registry: REGISTRY_POLICY };
/** The policy with which the add-on `vpc-cni` assigns addresses to pods, by name. */
export const CNI_POLICY = { cni: "AmazonEKS_CNI_Policy" };
/** The policy that Session Manager needs, by name. */
export const SESSION_MANAGER_POLICY = { ssm: "AmazonSSMManagedInstanceCore" };

/** The names of policies that components attach to the roles of nodes. */
export const RESERVED_POLICY_NAMES = [
  "policy",
  ...Object.keys({ ...MANAGED_NODE_POLICIES, ...CNI_POLICY, ...SESSION_MANAGER_POLICY }),
];

/** Returns the names of the children that `createNodeRole` creates. */
export const nodeRoleChildren = (policies: readonly string[]): string[] => serviceRoleChildren(NODE_ROLE, policies);

/**
 * Creates the role of nodes.
 *
 * @param awsPolicies - the names of policies that AWS manages, by the names of their attachments
 * @param policies - the ARNs of further policies, by the names of their attachments
 */
export function createNodeRole(
  children: Children,
  { clusterArn }: CheckedCluster,
  awsPolicies: Readonly<Record<string, string>>,
  policies: Readonly<Record<string, pulumi.Input<string>>> = {},
): ServiceRole {
  const scope = arnScope({ arn: pulumi.output(clusterArn) });
  return createServiceRole(children, NODE_ROLE, {
    // EC2 sends no context keys when an instance assumes its role.
    service: "ec2.amazonaws.com",
    managedPolicyArns: { ...awsPolicyArns(scope, awsPolicies), ...policies },
  });
}
