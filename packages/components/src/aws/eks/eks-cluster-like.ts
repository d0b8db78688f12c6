import type * as pulumi from "@pulumi/pulumi";

/**
 * Who manages the nodes of a cluster: EKS Auto Mode, managed node groups, or nobody, because Fargate runs the pods.
 */
export type EksCompute = "auto" | "managed" | "fargate";

/** An EKS cluster that node groups, node pools, and identities can use, whether or not this program created the cluster. */
export interface EksClusterLike {
  /** The name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** The ARN of the cluster. */
  readonly clusterArn: pulumi.Input<string>;
  /**
   * The Kubernetes version, such as `1.35`.
   *
   * @default the version of the cluster when a node group is created
   */
  readonly version?: pulumi.Input<string>;
  /**
   * Who manages the nodes.
   *
   * @default "managed"
   */
  readonly compute?: EksCompute;
  /** The security group that EKS creates for the control plane and the nodes. */
  readonly clusterSecurityGroupId?: pulumi.Input<string>;
  /** The ARN of the IAM OpenID Connect provider of the cluster. `IrsaRole` requires it. */
  readonly oidcProviderArn?: pulumi.Input<string>;
  /** The URL of the cluster's OpenID Connect issuer. `IrsaRole` requires it. */
  readonly oidcIssuerUrl?: pulumi.Input<string>;
  /** Resources that must exist before a node can join and must be deleted after it, such as the add-on `vpc-cni`. */
  readonly nodeDependencies?: readonly pulumi.Resource[];
  /**
   * Whether the add-on `vpc-cni` has an IAM role of its own. Otherwise, the roles of nodes need the policy
   * `AmazonEKS_CNI_Policy`.
   *
   * @default false
   */
  readonly vpcCniHasOwnRole?: boolean;
  /** The provider of `@pulumi/kubernetes` that creates objects in the cluster. */
  readonly kubernetesProvider?: pulumi.ProviderResource;
  /** Resources that must exist before a pod can use an identity, such as the add-on `eks-pod-identity-agent`. */
  readonly identityDependencies?: readonly pulumi.Resource[];
}
