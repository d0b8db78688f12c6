import type { EksClusterArgs } from "../src/aws/eks/eks-cluster-args";

/** A network with two private subnets. */
export const NETWORK = {
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  publicSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
  cidrBlock: "10.0.0.0/16",
};

/** The arguments that every cluster requires besides those of its compute. */
const COMMON = {
  network: NETWORK,
  version: "1.35",
  access: { platform: { principalArn: "arn:aws:iam::123456789012:role/platform", policy: "clusterAdmin" } },
  apiAccessFrom: { ci: { securityGroupId: "sg-0a1b2c3d" } },
} as const;

/** The required arguments of a cluster in Auto Mode. */
export const AUTO: EksClusterArgs = {
  ...COMMON,
  compute: "auto",
  addons: { "metrics-server": "v0.8.1-eksbuild.1" },
};

/** The required arguments of a cluster with managed nodes. */
export const MANAGED: EksClusterArgs = {
  ...COMMON,
  compute: "managed",
  addons: {
    "vpc-cni": "v1.21.1-eksbuild.3",
    "kube-proxy": "v1.35.0-eksbuild.2",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
    coredns: "v1.13.1-eksbuild.1",
    "aws-ebs-csi-driver": "v1.55.0-eksbuild.1",
    "metrics-server": "v0.8.1-eksbuild.1",
  },
};

/** The required arguments of a cluster on Fargate. */
export const FARGATE: EksClusterArgs = {
  ...COMMON,
  compute: "fargate",
  addons: { coredns: "v1.13.1-eksbuild.1", "metrics-server": "v0.8.1-eksbuild.1" },
};

/** The identities of all controllers. */
export const IDENTITIES: NonNullable<EksClusterArgs["identities"]> = {
  externalDns: { hostedZoneIds: ["Z0123456789ABCDEFGHIJ"] },
  externalSecrets: {
    secretArns: ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/*"],
    parameterArns: ["arn:aws:ssm:eu-west-1:123456789012:parameter/shop/*"],
    kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"],
  },
  loadBalancerController: {},
  certManager: { hostedZoneIds: ["Z0123456789ABCDEFGHIJ"] },
  karpenter: { interruptionQueueArn: "arn:aws:sqs:eu-west-1:123456789012:interruptions" },
};
