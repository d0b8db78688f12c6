import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { VpcLike } from "../network/existing-vpc";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { EksClusterLike } from "./eks-cluster-like";
import type { EksEphemeralStorageArgs } from "./ephemeral-storage";
import type { EksNodeLabels, EksTaint } from "./node-labels";

/** How instances are bought. Nodes use reserved capacity first, then Spot Instances, and then On-Demand Instances. */
export type EksNodePoolCapacityType = "on-demand" | "spot" | "reserved";

/** The architecture of processors, as Kubernetes names it. */
export type EksNodePoolArchitecture = "amd64" | "arm64";

/** A requirement on the labels of nodes, which describe the instance type, the zone, and more. */
export interface EksNodePoolRequirement {
  /** The key of the label: `eks.amazonaws.com/instance-family`, `topology.kubernetes.io/zone`. */
  readonly key: string;
  /** How the label compares with the values. */
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  /** At least one value for `In` and `NotIn`, one integer for `Gt` and `Lt`, and none for the other operators. */
  readonly values?: readonly string[];
}

/** Why EKS replaces or removes nodes. */
export type EksDisruptionReason = "Underutilized" | "Empty" | "Drifted";

/** A limit on the nodes that EKS replaces or removes at the same time. */
export interface EksDisruptionBudget {
  /** The number of nodes, or a percentage of the pool such as `"10%"`. 0 forbids disruptions. */
  readonly nodes: number | string;
  /**
   * When the budget begins, as a cron expression in UTC with five fields, or a macro such as `@daily`. Requires
   * `durationMinutes`.
   *
   * @default always
   */
  readonly schedule?: string;
  /** The number of minutes for which the budget applies. Requires `schedule`. */
  readonly durationMinutes?: number;
  /**
   * The reasons that the budget applies to.
   *
   * @default all reasons
   */
  readonly reasons?: readonly EksDisruptionReason[];
}

/** When EKS replaces and removes nodes. */
export interface EksDisruptionArgs {
  /**
   * The nodes that EKS removes to save costs: nodes without pods, or also nodes whose pods fit on other or cheaper nodes.
   *
   * @default "WhenEmptyOrUnderutilized"
   */
  readonly consolidationPolicy?: "WhenEmpty" | "WhenEmptyOrUnderutilized";
  /**
   * The number of seconds after which EKS removes such nodes. Larger values avoid that nodes come and go with short jobs.
   *
   * @default 60
   */
  readonly consolidateAfterSeconds?: number;
  /**
   * Limits on the nodes that EKS replaces or removes at the same time. The most restrictive budget applies.
   *
   * @default [{ nodes: "10%" }]
   */
  readonly budgets?: readonly EksDisruptionBudget[];
}

/** Arguments of an EksNodePool. */
export interface EksNodePoolArgs extends AwsComponentArgs {
  /** A cluster with EKS Auto Mode (`compute: "auto"`). It must have a `clusterSecurityGroupId`. */
  readonly cluster: EksClusterLike;
  /** The network. Nodes run in its private subnets. More subnets do not replace nodes. */
  readonly network: VpcLike;
  /**
   * The maximum capacity of all nodes together, by resource: `{ cpu: 100, memory: "400Gi" }`. `cpu` is required, because a
   * pool without a limit can grow until the account's quota is exhausted.
   */
  readonly limits: Readonly<Record<string, number | string>> & { readonly cpu: number | string };
  /**
   * The provider of `@pulumi/kubernetes` for the cluster.
   *
   * @default `cluster.kubernetesProvider`
   */
  readonly kubernetesProvider?: pulumi.ProviderResource;
  /**
   * The name of the pool and of its node class in Kubernetes, and the value of the label `karpenter.sh/nodepool` of its nodes.
   * Changing it replaces all nodes.
   *
   * @default the name of the component
   */
  readonly poolName?: string;
  /**
   * How instances are bought. With `"spot"`, AWS can reclaim nodes with a warning of two minutes.
   *
   * @default ["on-demand"]
   */
  readonly capacityTypes?: readonly EksNodePoolCapacityType[];
  /**
   * The architectures of nodes. With several, each image must support all of them. ARM costs about a fifth less.
   *
   * @default ["amd64"]
   */
  readonly architectures?: readonly EksNodePoolArchitecture[];
  /**
   * Further requirements on instances. They replace the default.
   *
   * @default instances for general purposes, compute, and memory (c, m, and r), from the fifth generation
   */
  readonly requirements?: readonly EksNodePoolRequirement[];
  /**
   * Labels of the nodes.
   *
   * @default {}
   */
  readonly labels?: EksNodeLabels;
  /**
   * Taints of the nodes.
   *
   * @default []
   */
  readonly taints?: readonly EksTaint[];
  /**
   * Taints that nodes have until a DaemonSet removes them.
   *
   * @default []
   */
  readonly startupTaints?: readonly EksTaint[];
  /**
   * The precedence among pools that fit a pod, from 1 to 100. Pools with higher weights come first.
   *
   * @default no precedence
   */
  readonly weight?: number;
  /**
   * When EKS replaces and removes nodes.
   *
   * @default see EksDisruptionArgs
   */
  readonly disruption?: EksDisruptionArgs;
  /**
   * The age in hours at which EKS replaces nodes, from 1 to 504. EKS Auto Mode limits the age of nodes to 21 days.
   *
   * @default 336
   */
  readonly expireAfterHours?: number;
  /**
   * The number of hours after which EKS removes the remaining pods of a node that it replaces, even against a
   * PodDisruptionBudget. `expireAfterHours` and this value must not exceed 504 together.
   *
   * @default 24
   */
  readonly terminationGracePeriodHours?: number;
  /**
   * The storage of nodes. Changing it replaces nodes within the disruption budgets.
   *
   * @default see EksEphemeralStorageArgs
   */
  readonly ephemeralStorage?: EksEphemeralStorageArgs;
  /**
   * What pods can connect to before a NetworkPolicy applies to them. EKS Auto Mode enforces network policies only if the
   * cluster enables them.
   *
   * @default "DefaultAllow"
   */
  readonly networkPolicy?: "DefaultAllow" | "DefaultDeny";
  /**
   * Further security groups of the nodes, in addition to the security group of the cluster.
   *
   * @default []
   */
  readonly securityGroupIds?: readonly pulumi.Input<string>[];
  /**
   * Tags for the EC2 instances, volumes, and network interfaces of the nodes. The role of the cluster needs permission for
   * them: see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html. `tags` do not apply to them.
   *
   * @default {}
   */
  readonly instanceTags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The arguments of an EksNodePool that have default values. */
export type EksNodePoolDefaults = Required<
  Pick<
    EksNodePoolArgs,
    | "protection"
    | "capacityTypes"
    | "architectures"
    | "requirements"
    | "labels"
    | "taints"
    | "startupTaints"
    | "disruption"
    | "expireAfterHours"
    | "terminationGracePeriodHours"
    | "ephemeralStorage"
    | "networkPolicy"
    | "securityGroupIds"
    | "instanceTags"
  >
>;

/** The default arguments of an EksNodePool in each profile. */
export const EKS_NODE_POOL_DEFAULTS: ProfileDefaults<EksNodePoolDefaults> = defineDefaults<EksNodePoolDefaults>(
  {
    protection: true,
    capacityTypes: ["on-demand"],
    architectures: ["amd64"],
    requirements: [
      { key: "eks.amazonaws.com/instance-category", operator: "In", values: ["c", "m", "r"] },
      { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
    ],
    labels: {},
    taints: [],
    startupTaints: [],
    disruption: {},
    expireAfterHours: 336,
    terminationGracePeriodHours: 24,
    ephemeralStorage: {},
    networkPolicy: "DefaultAllow",
    securityGroupIds: [],
    instanceTags: {},
  },
  { protection: false },
);

/** The defaults of `disruption`. */
export const DISRUPTION_DEFAULTS: Required<EksDisruptionArgs> = {
  consolidationPolicy: "WhenEmptyOrUnderutilized",
  consolidateAfterSeconds: 60,
  budgets: [{ nodes: "10%" }],
};

/** The names of the arguments. */
export const EKS_NODE_POOL_ARGUMENTS: Readonly<Record<keyof EksNodePoolArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  cluster: true,
  network: true,
  limits: true,
  kubernetesProvider: true,
  poolName: true,
  capacityTypes: true,
  architectures: true,
  requirements: true,
  labels: true,
  taints: true,
  startupTaints: true,
  weight: true,
  disruption: true,
  expireAfterHours: true,
  terminationGracePeriodHours: true,
  ephemeralStorage: true,
  networkPolicy: true,
  securityGroupIds: true,
  instanceTags: true,
};
