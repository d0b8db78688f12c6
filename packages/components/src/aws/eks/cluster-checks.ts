import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import type { EksClusterLike } from "./eks-cluster-like";

/**
 * Accepts the name of a cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 */
export const clusterName = matching(
  /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
  "the name of an EKS cluster",
  "Use up to 100 letters, digits, hyphens, and underscores, beginning with a letter or digit.",
);
/** Accepts the ARN of a cluster. */
export const clusterArn = matching(
  /^arn:aws[a-z-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
  "the ARN of an EKS cluster",
  "Use arn:aws:eks:<region>:<account>:cluster/<name>.",
);

/** Accepts the version of a cluster. */
export const kubernetesVersion = matching(
  /^1\.\d{2}$/,
  "a Kubernetes version",
  'Use the minor version as a string, such as "1.35".',
);

/**
 * A cluster without its Kubernetes provider. An EksCluster creates the provider when a program reads it for the first time, so
 * only components that need it read it.
 */
export type CheckedCluster = Omit<EksClusterLike, "kubernetesProvider">;

/** Checks `cluster` and returns it with checked inputs. */
export function checkCluster(issues: ArgumentIssues, cluster: EksClusterLike): CheckedCluster {
  if (typeof (cluster as unknown) !== "object" || (cluster as unknown) === null) {
    const remedy = "For a cluster of another stack, use { clusterName, clusterArn }.";
    issues.add("cluster", cluster, expected("wrong-type", "a cluster, such as an EksCluster", remedy));
    return { clusterName: "", clusterArn: "" };
  }
  const { version, compute, clusterSecurityGroupId, oidcProviderArn, oidcIssuerUrl } = cluster;
  const { nodeDependencies, identityDependencies, vpcCniHasOwnRole } = cluster;
  return {
    clusterName: issues.checkInput("cluster.clusterName", cluster.clusterName, clusterName),
    clusterArn: issues.checkInput("cluster.clusterArn", cluster.clusterArn, clusterArn),
    ...(version !== undefined && { version }),
    ...(compute !== undefined && { compute }),
    ...(clusterSecurityGroupId !== undefined && { clusterSecurityGroupId }),
    ...(oidcProviderArn !== undefined && { oidcProviderArn }),
    ...(oidcIssuerUrl !== undefined && { oidcIssuerUrl }),
    ...(nodeDependencies !== undefined && { nodeDependencies }),
    ...(identityDependencies !== undefined && { identityDependencies }),
    ...(vpcCniHasOwnRole !== undefined && { vpcCniHasOwnRole }),
  };
}
