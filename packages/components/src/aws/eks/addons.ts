import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { awsPolicyArns } from "../shared/arn";
import type { Children } from "../shared/children";
import type { ServiceRole } from "../shared/service-role";
import { EBS_CSI_DRIVER, POD_IDENTITY_AGENT, VPC_CNI, type CheckedAddon, type CheckedAddons } from "./addon-checks";
import type { EksClusterLike } from "./eks-cluster-like";
import { networkPolicyConfiguration } from "./network-policy";
import { createPodIdentityRole } from "./pod-identity-role";

/**
 * The add-ons that consist of DaemonSets. They are active without nodes, and nodes need them. All other add-ons run pods, so that
 * they become active only after nodes have joined the cluster.
 */
const BEFORE_NODES = [VPC_CNI, "kube-proxy", POD_IDENTITY_AGENT];

/** The role of an add-on's service account, with the policy that AWS manages for the add-on. */
interface AddonIdentity {
  readonly child: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Managed policies by name; the path within the account `aws`. */
  readonly policies: Readonly<Record<string, string>>;
}

// https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
const IDENTITIES: Readonly<Record<string, AddonIdentity>> = {
  [VPC_CNI]: {
    child: "cni-role",
    namespace: "kube-system",
    serviceAccount: "aws-node",
    policies: { cni: "AmazonEKS_CNI_Policy" },
  },
  [EBS_CSI_DRIVER]: {
    child: "ebs-role",
    namespace: "kube-system",
    serviceAccount: "ebs-csi-controller-sa",
    policies: { ebs: "service-role/AmazonEBSCSIDriverPolicy" },
  },
  "aws-efs-csi-driver": {
    child: "efs-role",
    namespace: "kube-system",
    serviceAccount: "efs-csi-controller-sa",
    policies: { efs: "service-role/AmazonEFSCSIDriverPolicy" },
  },
  "amazon-cloudwatch-observability": {
    child: "cloudwatch-role",
    namespace: "amazon-cloudwatch",
    serviceAccount: "cloudwatch-agent",
    policies: { agent: "CloudWatchAgentServerPolicy", xray: "AWSXrayWriteOnlyAccess" },
  },
};

/** What add-ons need to know about their cluster. */
export interface AddonCluster extends Pick<EksClusterLike, "clusterName" | "clusterArn" | "compute"> {
  readonly partition: pulumi.Input<string>;
  /** Whether pods can use EKS Pod Identity. */
  readonly hasPodIdentity: boolean;
  readonly enforcesNetworkPolicy: boolean;
}

/** An add-on and the role of its service account. */
export interface EksAddon {
  /** The add-on. */
  readonly addon: aws.eks.Addon;
  /** The role of the service account; `undefined` if the add-on needs none, or uses `roleArns`. */
  readonly role: ServiceRole | undefined;
}

/** Whether an add-on must exist before nodes can join. */
export const isNeededByNodes = (name: string): boolean => BEFORE_NODES.includes(name);

const addonChild = (name: string): string => `addon-${name}`;

/** Returns the names of the children that `createAddon` creates for the add-ons. */
export function addonChildren(addons: CheckedAddons, hasPodIdentity: boolean): string[] {
  return Object.entries(addons).flatMap(([name, addon]) => {
    const identity = identityOf(name, addon, hasPodIdentity);
    const roles = identity
      ? [identity.child, ...Object.keys(identity.policies).map((policy) => `${identity.child}-${policy}`)]
      : [];
    return [addonChild(name), ...roles];
  });
}

/** Returns the names of the roles that `createAddon` creates for the add-ons. */
export const addonRoles = (addons: CheckedAddons, hasPodIdentity: boolean): string[] =>
  Object.entries(addons).flatMap(([name, addon]) => identityOf(name, addon, hasPodIdentity)?.child ?? []);

function identityOf(name: string, { roleArns }: CheckedAddon, hasPodIdentity: boolean): AddonIdentity | undefined {
  return hasPodIdentity && roleArns === undefined && Object.hasOwn(IDENTITIES, name) ? IDENTITIES[name] : undefined;
}

/**
 * Creates an add-on.
 *
 * @param dependsOn - what must exist before the add-on, such as the nodes that run its pods
 */
export function createAddon(
  children: Children,
  name: string,
  addon: CheckedAddon,
  cluster: AddonCluster,
  dependsOn: readonly pulumi.Resource[],
): EksAddon {
  const child = addonChild(name);
  const role = createRole(children, identityOf(name, addon, cluster.hasPodIdentity), cluster);
  const configuration = configurationOf(name, addon, cluster);
  const associations = role?.associations ?? explicitAssociations(addon);
  const resource = new aws.eks.Addon(
    children.name(child),
    {
      region: children.region,
      clusterName: cluster.clusterName,
      addonName: name,
      addonVersion: addon.version,
      ...(Object.keys(configuration).length > 0 && { configurationValues: JSON.stringify(configuration) }),
      ...(associations.length > 0 && { podIdentityAssociations: associations }),
      // Overwrites what an earlier installation left behind, but keeps what users change later.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "PRESERVE",
      tags: children.tags(child),
    },
    children.options(child, { dependsOn: [...dependsOn, ...Object.values(role?.serviceRole.attachments ?? {})] }),
  );
  return { addon: resource, role: role?.serviceRole };
}

/** Returns the configuration of an add-on, together with what the cluster requires. */
function configurationOf(
  name: string,
  { configuration }: CheckedAddon,
  { compute, enforcesNetworkPolicy }: AddonCluster,
): Readonly<Record<string, unknown>> {
  if (name === VPC_CNI) return { ...networkPolicyConfiguration(enforcesNetworkPolicy), ...configuration };
  if (name === "coredns" && compute === "fargate") return { computeType: "Fargate", ...configuration };
  return configuration;
}

function createRole(children: Children, identity: AddonIdentity | undefined, cluster: AddonCluster) {
  if (identity === undefined) return undefined;
  const { namespace, serviceAccount, policies } = identity;
  const created = createPodIdentityRole(children, identity.child, {
    ...{ cluster, namespace, serviceAccount },
    managedPolicyArns: awsPolicyArns(cluster, policies),
  });
  return { serviceRole: created, associations: [{ roleArn: created.role.arn, serviceAccount }] };
}

const explicitAssociations = ({ roleArns = {} }: CheckedAddon): aws.types.input.eks.AddonPodIdentityAssociation[] =>
  Object.entries(roleArns).map(([serviceAccount, roleArn]) => ({ roleArn, serviceAccount }));
