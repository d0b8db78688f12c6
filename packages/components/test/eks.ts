import type { EksClusterLike } from "../src/aws/eks";

const ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

/** An existing EKS cluster whose nodes are in managed node groups. */
export const EKS_CLUSTER: EksClusterLike = {
  clusterName: "shop",
  clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
  version: "1.35",
  compute: "managed",
  clusterSecurityGroupId: "sg-0a1b2c3d",
  vpcCniHasOwnRole: true,
  oidcProviderArn: `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`,
  oidcIssuerUrl: `https://${ISSUER}`,
};

/** An existing EKS cluster with EKS Auto Mode. */
export const AUTO_MODE_CLUSTER: EksClusterLike = { ...EKS_CLUSTER, compute: "auto" };
