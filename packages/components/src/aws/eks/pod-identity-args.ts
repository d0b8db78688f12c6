import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { checkAdoption, defineDefaults, withDefaults, type ProfileDefaults } from "../../shared/component-args";
import { iamRoleArn } from "../shared/arn";
import { AWS_COMPONENT_ARGUMENTS, regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { checkCluster, type CheckedCluster } from "./cluster-checks";
import type { EksClusterLike } from "./eks-cluster-like";
import { podIdentityChildren } from "./pod-identity-role";
import { checkRoleName } from "./role-names";
import { checkPermissions, checkPolicies, type IdentityPermissionArgs } from "./role-policies";
import { checkServiceAccount, type ServiceAccountArgs } from "./service-account";

/** Arguments of a PodIdentity. */
export interface PodIdentityArgs extends AwsComponentArgs, ServiceAccountArgs, IdentityPermissionArgs {
  /**
   * The cluster of the service account. The add-on `eks-pod-identity-agent` must run in the cluster; EKS Auto Mode contains
   * it.
   */
  readonly cluster: EksClusterLike;
  /**
   * The ARN of a role, usually in another account, whose credentials the pods receive. EKS assumes it with the credentials
   * of the component's role. Its trust policy must allow `sts:AssumeRole` and `sts:TagSession` to that role, and should
   * require `externalId` as `sts:ExternalId`.
   *
   * @default the pods receive credentials of the component's role
   */
  readonly targetRoleArn?: pulumi.Input<string>;
}

/** Arguments of `PodIdentity.forWorkload`. */
export type WorkloadPodIdentityArgs = Omit<PodIdentityArgs, keyof ServiceAccountArgs>;

/** The arguments of a PodIdentity that have default values. */
export type PodIdentityDefaults = Required<Pick<PodIdentityArgs, "protection" | "permissions" | "policies">>;

/** The default arguments of a PodIdentity in each profile. */
export const POD_IDENTITY_DEFAULTS: ProfileDefaults<PodIdentityDefaults> = defineDefaults<PodIdentityDefaults>(
  { protection: true, permissions: [], policies: {} },
  { protection: false },
);

const POD_IDENTITY_ARGUMENTS: Readonly<Record<keyof PodIdentityArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  cluster: true,
  namespace: true,
  serviceAccount: true,
  permissions: true,
  policies: true,
  targetRoleArn: true,
};

/** The name of the role. */
export const POD_IDENTITY_ROLE = "role";

/** The checked arguments with all defaults. */
export type PodIdentitySettings = Omit<PodIdentityArgs, "cluster"> &
  PodIdentityDefaults & { readonly cluster: CheckedCluster };

/**
 * Checks the arguments of a PodIdentity.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkPodIdentityArgs(name: string, args: PodIdentityArgs): PodIdentitySettings {
  const issues = new ArgumentIssues("PodIdentity", name);
  const settings = withDefaults(issues, POD_IDENTITY_DEFAULTS, POD_IDENTITY_ARGUMENTS, args);
  checkRoleName(issues, name, POD_IDENTITY_ROLE);
  checkPermissions(issues, settings.permissions);
  const policies = checkPolicies(issues, settings.policies);
  const checked = {
    ...settings,
    cluster: checkCluster(issues, settings.cluster),
    ...checkServiceAccount(issues, settings),
    policies,
    targetRoleArn: issues.checkOptionalInput("targetRoleArn", settings.targetRoleArn, iamRoleArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, podIdentityChildren(POD_IDENTITY_ROLE, Object.keys(policies)));
  issues.throwIfAny();
  return checked;
}
