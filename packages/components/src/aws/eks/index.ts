export type { EksClusterLike, EksCompute } from "./eks-cluster-like";
export { EksNodePool } from "./eks-node-pool";
export type {
  EksDisruptionArgs,
  EksDisruptionBudget,
  EksDisruptionReason,
  EksEphemeralStorageArgs,
  EksNodePoolArchitecture,
  EksNodePoolArgs,
  EksNodePoolCapacityType,
  EksNodePoolDefaults,
  EksNodePoolRequirement,
} from "./eks-node-pool-args";
export { IrsaRole } from "./irsa-role";
export type { IrsaRoleArgs, IrsaRoleDefaults } from "./irsa-role-args";
export type { EksNodeLabels, EksTaint, EksTaintEffect } from "./node-labels";
export { PodIdentity } from "./pod-identity";
export type { PodIdentityArgs, PodIdentityDefaults } from "./pod-identity-args";
export type { IdentityPermissionArgs } from "./role-policies";
export type { ServiceAccountArgs } from "./service-account";
