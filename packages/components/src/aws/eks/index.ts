export type { EksClusterLike, EksCompute } from "./eks-cluster-like";
export { IrsaRole } from "./irsa-role";
export type { IrsaRoleArgs, IrsaRoleDefaults } from "./irsa-role-args";
export { PodIdentity } from "./pod-identity";
export type { PodIdentityArgs, PodIdentityDefaults } from "./pod-identity-args";
export type { IdentityPermissionArgs } from "./role-policies";
export type { ServiceAccountArgs } from "./service-account";
