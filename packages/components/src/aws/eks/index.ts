export type { EksAmiType } from "./ami-types";
export type { EksClusterLike, EksCompute } from "./eks-cluster-like";
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
export { IrsaRole } from "./irsa-role";
export type { IrsaRoleArgs, IrsaRoleDefaults } from "./irsa-role-args";
export type { EksNodeLabels, EksTaint, EksTaintEffect } from "./node-labels";
export { PodIdentity } from "./pod-identity";
export type { PodIdentityArgs, PodIdentityDefaults } from "./pod-identity-args";
export type { IdentityPermissionArgs } from "./role-policies";
export type { ServiceAccountArgs } from "./service-account";
