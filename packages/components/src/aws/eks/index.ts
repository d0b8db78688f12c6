export type { EksAccess } from "./access";
export type { EksAddon } from "./addons";
export type { EksAmiType } from "./ami-types";
export type { EksControlPlane } from "./control-plane";
export { EksCluster } from "./eks-cluster";
export type {
  EksAccessArgs,
  EksAccessPolicy,
  EksAddonArgs,
  EksAddons,
  EksBuiltInNodePool,
  EksClusterArgs,
  EksClusterDefaults,
  EksLogType,
} from "./eks-cluster-args";
export type { EksClusterLike, EksCompute } from "./eks-cluster-like";
export type {
  EksDnsIdentityArgs,
  EksExternalSecretsIdentityArgs,
  EksIdentitiesArgs,
  EksIdentityArgs,
  EksKarpenterIdentityArgs,
} from "./eks-identities-args";
export { EksNodeGroup } from "./eks-node-group";
export type {
  EksNodeGroupArgs,
  EksNodeGroupDefaults,
  EksNodeRepairArgs,
  EksNodeUpdateArgs,
} from "./eks-node-group-args";
export { EksNodePool } from "./eks-node-pool";
export type {
  EksDisruptionArgs,
  EksDisruptionBudget,
  EksDisruptionReason,
  EksNodePoolArchitecture,
  EksNodePoolArgs,
  EksNodePoolCapacityType,
  EksNodePoolDefaults,
  EksNodePoolRequirement,
} from "./eks-node-pool-args";
export type { EksEphemeralStorageArgs } from "./ephemeral-storage";
export type { ExistingEksCluster } from "./existing-cluster";
export type { EksFargate } from "./fargate-profiles";
export type { EksIdentities, EksIdentity, EksKarpenterNodes } from "./identities";
export { IrsaRole } from "./irsa-role";
export type { IrsaRoleArgs, IrsaRoleDefaults, WorkloadIrsaRoleArgs } from "./irsa-role-args";
export type { EksKubeconfigOptions } from "./kubeconfig";
export type { EksKubernetesObjects } from "./kubernetes-objects";
export type { EksNodeLabels, EksTaint, EksTaintEffect } from "./node-labels";
export { PodIdentity } from "./pod-identity";
export type { PodIdentityArgs, PodIdentityDefaults, WorkloadPodIdentityArgs } from "./pod-identity-args";
export type { IdentityPermissionArgs } from "./role-policies";
export type { ServiceAccountArgs } from "./service-account";
