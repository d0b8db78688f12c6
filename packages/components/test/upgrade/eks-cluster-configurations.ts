import { EksCluster, Vpc } from "../../src/aws";
import { AUTO, FARGATE, IDENTITIES, MANAGED } from "../eks-cluster";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const ORDERS_ACCESS = {
  principalArn: "arn:aws:iam::123456789012:role/orders",
  policy: "edit",
  namespaces: ["orders"],
} as const;

/** The programs with an EksCluster whose states are recorded. Their arguments, in test/eks-cluster.ts, must keep their meaning. */
export const EKS_CLUSTER_CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "eks-cluster-auto": () => new EksCluster("shop", AUTO),
  "eks-cluster-development": () => new EksCluster("shop", { ...AUTO, profile: "development", nodePools: [] }),
  "eks-cluster-managed": () => new EksCluster("shop", MANAGED),
  "eks-cluster-fargate": () => new EksCluster("shop", { ...FARGATE, fargateNamespaces: ["default", "orders"] }),
  "eks-cluster-all-arguments": () =>
    new EksCluster("shop", {
      ...MANAGED,
      network: new Vpc("network", { availabilityZones: ["eu-west-1a", "eu-west-1b"] }),
      clusterName: "shop",
      access: { ...MANAGED.access, orders: ORDERS_ACCESS },
      addons: { ...MANAGED.addons, "amazon-cloudwatch-observability": "v4.7.0-eksbuild.1" },
      apiAccessFrom: { office: "10.20.0.0/16", ci: { securityGroupId: "sg-0a1b2c3d" } },
      publicAccessCidrs: ["203.0.113.0/24"],
      kubeconfigOptions: { roleArn: "arn:aws:iam::123456789012:role/platform" },
      secretsKmsKeyArn: KEY,
      logTypes: ["audit", "authenticator"],
      logRetentionDays: 365,
      logKmsKeyArn: KEY,
      supportType: "extended",
      zonalShift: false,
      serviceCidrBlock: "172.20.0.0/16",
      oidcProvider: true,
      identities: IDENTITIES,
      region: "eu-west-1",
      tags: { team: "platform" },
    }),
};
