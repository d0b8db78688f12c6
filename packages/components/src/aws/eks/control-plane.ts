import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnScope, awsPolicyArns, type ArnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import type { EksClusterSettings } from "./eks-cluster-settings";
import { AUTO_MODE_NODE_POLICIES, NODE_ROLE } from "./node-role";

/** The control plane of a cluster and what it needs. */
export interface EksControlPlane {
  /** The cluster. */
  readonly cluster: aws.eks.Cluster;
  /** The role of the cluster. */
  readonly clusterRole: ServiceRole;
  /** The role of the nodes that Auto Mode launches; `undefined` without Auto Mode. */
  readonly nodeRole: ServiceRole | undefined;
  /** The KMS key that encrypts secrets; `undefined` with `secretsKmsKeyArn`. */
  readonly secretsKey: aws.kms.Key | undefined;
  /** The log group of the control plane. */
  readonly logGroup: aws.cloudwatch.LogGroup;
}

/** The noun of the role of the cluster. Renaming it would replace the role, and thereby the cluster. */
export const CLUSTER_ROLE = "cluster-role";
const SECRETS_KEY = "secrets-key";
const LOGS = "logs";

/** The longest waiting period, in days, in which the deletion of the key can be canceled. Without the key, secrets are lost. */
const KEY_DELETION_DAYS = 30;

// https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
const AUTO_MODE_POLICIES = {
  compute: "AmazonEKSComputePolicy",
  storage: "AmazonEKSBlockStoragePolicy",
  "load-balancing": "AmazonEKSLoadBalancingPolicy",
  networking: "AmazonEKSNetworkingPolicy",
};

/**
 * The inputs that EKS reads only when it creates a cluster. A change would replace the cluster or, for subnets, be rejected unless
 * they are in the zones of the first ones.
 */
const CREATION_ONLY = [
  "bootstrapSelfManagedAddons",
  "accessConfig.bootstrapClusterCreatorAdminPermissions",
  "kubernetesNetworkConfig.ipFamily",
  "kubernetesNetworkConfig.serviceIpv4Cidr",
  "vpcConfig.subnetIds",
];

const isAuto = ({ compute }: Pick<EksClusterSettings, "compute">): boolean => compute === "auto";

const clusterPolicies = (settings: Pick<EksClusterSettings, "compute">): Readonly<Record<string, string>> => ({
  cluster: "AmazonEKSClusterPolicy",
  ...(isAuto(settings) && AUTO_MODE_POLICIES),
});

/** Returns the names of the children that `createControlPlane` creates. */
export function controlPlaneChildren(
  settings: Pick<EksClusterSettings, "compute" | "secretsKmsKeyArn" | "nodePools">,
): string[] {
  const nodeRole = serviceRoleChildren(NODE_ROLE, Object.keys(AUTO_MODE_NODE_POLICIES));
  return [
    ...["cluster", LOGS],
    ...(settings.secretsKmsKeyArn === undefined ? [SECRETS_KEY] : []),
    ...serviceRoleChildren(CLUSTER_ROLE, Object.keys(clusterPolicies(settings))),
    ...(isAuto(settings) ? nodeRole.filter((child) => child !== `${NODE_ROLE}-policy`) : []),
  ];
}

/** Creates the control plane of a cluster. */
export function createControlPlane(
  children: Children,
  settings: EksClusterSettings,
  protect: boolean,
): EksControlPlane {
  const logGroup = createLogs(children, settings);
  const scope = arnScope(logGroup);
  const { secretsKey, keyArn } = createSecretsKey(children, settings, protect);
  const clusterRole = createClusterRole(children, settings, scope, keyArn);
  const nodeRole = isAuto(settings)
    ? createServiceRole(children, NODE_ROLE, {
        service: "ec2.amazonaws.com",
        managedPolicyArns: awsPolicyArns(scope, AUTO_MODE_NODE_POLICIES),
      })
    : undefined;
  const { network } = settings;
  const dependsOn = [
    logGroup,
    // EKS needs these permissions until it has deleted its network interfaces, instances, and load balancers.
    ...[clusterRole, ...(nodeRole ? [nodeRole] : [])].flatMap(resourcesOf),
    // Nodes need routes to the internet, so the network must exist before them and be deleted after them.
    ...(pulumi.Resource.isInstance(network) ? [network] : []),
  ];
  const cluster = new aws.eks.Cluster(
    children.name("cluster"),
    clusterArgs(children, settings, { clusterRole, nodeRole, keyArn }),
    children.options("cluster", { protect, dependsOn, ignoreChanges: CREATION_ONLY }),
  );
  return { cluster, clusterRole, nodeRole, secretsKey, logGroup };
}

const resourcesOf = ({ policy, attachments }: ServiceRole): pulumi.Resource[] => [
  ...(policy ? [policy] : []),
  ...Object.values(attachments),
];

/** Creates the log group before EKS does, because EKS would create a group that never deletes events. */
function createLogs(children: Children, settings: EksClusterSettings): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    children.name(LOGS),
    {
      region: children.region,
      name: `/aws/eks/${settings.clusterName}/cluster`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: settings.logKmsKeyArn,
      tags: children.tags(LOGS),
    },
    children.options(LOGS, { retainOnDelete: settings.retainLogsOnDelete }),
  );
}

function createSecretsKey(children: Children, settings: EksClusterSettings, protect: boolean) {
  if (settings.secretsKmsKeyArn !== undefined) return { secretsKey: undefined, keyArn: settings.secretsKmsKeyArn };
  const secretsKey = new aws.kms.Key(
    children.name(SECRETS_KEY),
    {
      region: children.region,
      description: `Secrets of the EKS cluster ${settings.clusterName}`,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_DELETION_DAYS,
      tags: children.tags(SECRETS_KEY),
    },
    children.options(SECRETS_KEY, { protect }),
  );
  return { secretsKey, keyArn: secretsKey.arn };
}

function createClusterRole(
  children: Children,
  settings: EksClusterSettings,
  scope: ArnScope,
  keyArn: pulumi.Input<string>,
): ServiceRole {
  const { accountId, partition, region } = scope;
  return createServiceRole(children, CLUSTER_ROLE, {
    service: "eks.amazonaws.com",
    // Auto Mode tags its sessions with the cluster. AWS documents the conditions only for clusters without Auto Mode.
    ...(isAuto(settings)
      ? { tagSession: true }
      : {
          scope: {
            accountId,
            sourceArn: pulumi.interpolate`arn:${partition}:eks:${region}:${accountId}:cluster/${settings.clusterName}`,
          },
        }),
    managedPolicyArns: awsPolicyArns(scope, clusterPolicies(settings)),
    statements: [
      {
        Sid: "EncryptSecrets",
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
        Resource: keyArn,
      },
    ],
  });
}

function clusterArgs(
  children: Children,
  settings: EksClusterSettings,
  {
    clusterRole,
    nodeRole,
    keyArn,
  }: Pick<EksControlPlane, "clusterRole" | "nodeRole"> & { keyArn: pulumi.Input<string> },
): aws.eks.ClusterArgs {
  const { network, publicAccessCidrs, nodePools, serviceCidrBlock } = settings;
  const enabled = isAuto(settings);
  const hasNodePools = enabled && nodePools.length > 0;
  return {
    region: children.region,
    name: settings.clusterName,
    version: settings.version,
    roleArn: clusterRole.role.arn,
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    // Every add-on is a resource of its own, so that its version is pinned.
    bootstrapSelfManagedAddons: false,
    vpcConfig: {
      subnetIds: network.privateSubnetIds,
      endpointPrivateAccess: true,
      endpointPublicAccess: publicAccessCidrs.length > 0,
      ...(publicAccessCidrs.length > 0 && { publicAccessCidrs: [...publicAccessCidrs] }),
    },
    encryptionConfig: { provider: { keyArn }, resources: ["secrets"] },
    enabledClusterLogTypes: [...settings.logTypes],
    upgradePolicy: { supportType: settings.supportType.toUpperCase() },
    zonalShiftConfig: { enabled: settings.zonalShift },
    deletionProtection: settings.protection,
    // EKS accepts these three switches only together.
    computeConfig: {
      enabled,
      ...(hasNodePools && { nodePools: [...nodePools], nodeRoleArn: nodeRole?.role.arn }),
    },
    kubernetesNetworkConfig: {
      elasticLoadBalancing: { enabled },
      ...(serviceCidrBlock !== undefined && { serviceIpv4Cidr: serviceCidrBlock }),
    },
    storageConfig: { blockStorage: { enabled } },
    tags: children.tags("cluster"),
  };
}
