import type * as pulumi from "@pulumi/pulumi";

/** The service account of a controller. The defaults are those of the controller's Helm chart. */
export interface EksIdentityArgs {
  /** The namespace in which the controller runs. */
  readonly namespace?: string;
  /** The name of the controller's service account. */
  readonly serviceAccount?: string;
}

/** The identity of a controller that changes DNS records. */
export interface EksDnsIdentityArgs extends EksIdentityArgs {
  /** The IDs of the Route 53 hosted zones that the controller can change. */
  readonly hostedZoneIds: readonly pulumi.Input<string>[];
}

/** The identity of External Secrets Operator. Without any ARNs, the controller can read nothing. */
export interface EksExternalSecretsIdentityArgs extends EksIdentityArgs {
  /** The ARNs of the secrets in AWS Secrets Manager that the controller can read. */
  readonly secretArns?: readonly pulumi.Input<string>[];
  /** The ARNs of the parameters in Systems Manager Parameter Store that the controller can read. */
  readonly parameterArns?: readonly pulumi.Input<string>[];
  /** The ARNs of the KMS keys that encrypt these secrets and parameters. */
  readonly kmsKeyArns?: readonly pulumi.Input<string>[];
}

/** The identity of Karpenter. */
export interface EksKarpenterIdentityArgs extends EksIdentityArgs {
  /** The ARN of an SQS queue with Spot interruption notices, from which Karpenter reads. */
  readonly interruptionQueueArn?: pulumi.Input<string>;
}

/** The roles of controllers. Each role is associated with the service account that the controller's Helm chart creates. */
export interface EksIdentitiesArgs {
  /** ExternalDNS. Defaults to the service account `external-dns` in the namespace `external-dns`. */
  readonly externalDns?: EksDnsIdentityArgs;
  /** External Secrets Operator. Defaults to the service account `external-secrets` in the namespace `external-secrets`. */
  readonly externalSecrets?: EksExternalSecretsIdentityArgs;
  /**
   * AWS Load Balancer Controller. Defaults to the service account `aws-load-balancer-controller` in the namespace
   * `kube-system`. EKS Auto Mode includes the controller.
   */
  readonly loadBalancerController?: EksIdentityArgs;
  /** cert-manager with DNS01 challenges. Defaults to the service account `cert-manager` in the namespace `cert-manager`. */
  readonly certManager?: EksDnsIdentityArgs;
  /**
   * Karpenter and its nodes. Defaults to the service account `karpenter` in the namespace `kube-system`. EKS Auto Mode includes
   * Karpenter.
   */
  readonly karpenter?: EksKarpenterIdentityArgs;
}
