import * as aws from "@pulumi/aws";
import { awsPolicyArns } from "../shared/arn";
import type { Children } from "../shared/children";
import type { PolicyStatement } from "../shared/permissions";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import type { ControllerCluster } from "./controllers/controller-cluster";
import { certManagerStatements, externalDnsStatements } from "./controllers/dns-policies";
import { karpenterStatements } from "./controllers/karpenter-policy";
import { loadBalancerControllerStatements } from "./controllers/load-balancer-policy";
import { externalSecretsStatements } from "./controllers/secrets-policy";
import type { EksClusterLike } from "./eks-cluster-like";
import { CONTROLLERS, type CheckedIdentities, type ControllerName } from "./identity-checks";
import { MANAGED_NODE_POLICIES } from "./node-role";
import { createPodIdentity, podIdentityChildren, type PodIdentityResources } from "./pod-identity-role";

/** The identity of a controller: its role, and the association of the role with the controller's service account. */
export type EksIdentity = PodIdentityResources;

/** The role of the nodes that Karpenter launches. */
export interface EksKarpenterNodes {
  /** The role, whose name is the value of `spec.role` in an EC2NodeClass. */
  readonly nodeRole: ServiceRole;
  /** The access entry with which the nodes join the cluster. */
  readonly accessEntry: aws.eks.AccessEntry;
}

/** The identities of controllers, by the name of the controller in the arguments. */
export type EksIdentities = Readonly<Partial<Record<ControllerName, EksIdentity>>>;

/** The cluster of the identities. */
export type IdentityCluster = ControllerCluster &
  Pick<EksClusterLike, "clusterName" | "clusterArn" | "identityDependencies">;

const KARPENTER_NODE_ROLE = "karpenter-node-role";
const KARPENTER_NODE_ACCESS = "karpenter-node-access";

const roleChild = (name: ControllerName): string => `${CONTROLLERS[name].child}-role`;

const namesOf = (identities: CheckedIdentities) => Object.keys(identities) as ControllerName[];

/** Returns the names of the roles that `createIdentities` creates. */
export const identityRoles = (identities: CheckedIdentities): string[] => [
  ...namesOf(identities).map(roleChild),
  ...(identities.karpenter ? [KARPENTER_NODE_ROLE] : []),
];

/** Returns the names of the children that `createIdentities` creates. */
export const identityChildren = (identities: CheckedIdentities): string[] => [
  ...namesOf(identities).flatMap((name) => podIdentityChildren(roleChild(name))),
  ...(identities.karpenter
    ? [
        KARPENTER_NODE_ACCESS,
        ...serviceRoleChildren(KARPENTER_NODE_ROLE, Object.keys(MANAGED_NODE_POLICIES)).filter(
          (child) => child !== `${KARPENTER_NODE_ROLE}-policy`,
        ),
      ]
    : []),
];

/** Creates the roles of controllers, and associates them with the service accounts of the controllers. */
export function createIdentities(
  children: Children,
  identities: CheckedIdentities,
  cluster: IdentityCluster,
): { readonly identities: EksIdentities; readonly karpenterNodes: EksKarpenterNodes | undefined } {
  const karpenterNodes = identities.karpenter ? createKarpenterNodes(children, cluster) : undefined;
  const statements = statementsOf(identities, cluster, karpenterNodes);
  const created = namesOf(identities).map((name) => {
    const { namespace, serviceAccount } = identities[name] ?? CONTROLLERS[name];
    const identity = createPodIdentity(children, roleChild(name), {
      ...{ cluster, namespace, serviceAccount },
      statements: statements[name] ?? [],
    });
    return [name, identity] as const;
  });
  return { identities: Object.fromEntries(created), karpenterNodes };
}

function statementsOf(
  { externalDns, externalSecrets, certManager, loadBalancerController, karpenter }: CheckedIdentities,
  cluster: IdentityCluster,
  karpenterNodes: EksKarpenterNodes | undefined,
): Partial<Record<ControllerName, PolicyStatement[]>> {
  const { partition } = cluster;
  return {
    ...(externalDns && { externalDns: externalDnsStatements(externalDns, partition) }),
    ...(externalSecrets && { externalSecrets: externalSecretsStatements(externalSecrets) }),
    ...(certManager && { certManager: certManagerStatements(certManager, partition) }),
    ...(loadBalancerController && { loadBalancerController: loadBalancerControllerStatements(cluster) }),
    ...(karpenter &&
      karpenterNodes && {
        karpenter: karpenterStatements(cluster, {
          nodeRoleArn: karpenterNodes.nodeRole.role.arn,
          ...(karpenter.interruptionQueueArn !== undefined && { interruptionQueueArn: karpenter.interruptionQueueArn }),
        }),
      }),
  };
}

function createKarpenterNodes(children: Children, cluster: IdentityCluster): EksKarpenterNodes {
  const nodeRole = createServiceRole(children, KARPENTER_NODE_ROLE, {
    service: "ec2.amazonaws.com",
    managedPolicyArns: awsPolicyArns(cluster, MANAGED_NODE_POLICIES),
  });
  const accessEntry = new aws.eks.AccessEntry(
    children.name(KARPENTER_NODE_ACCESS),
    {
      region: children.region,
      clusterName: cluster.clusterName,
      principalArn: nodeRole.role.arn,
      type: "EC2_LINUX",
      tags: children.tags(KARPENTER_NODE_ACCESS),
    },
    children.options(KARPENTER_NODE_ACCESS),
  );
  return { nodeRole, accessEntry };
}
