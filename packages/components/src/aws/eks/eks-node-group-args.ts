import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { VpcLike } from "../network/existing-vpc";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { EksAmiType } from "./ami-types";
import type { EksClusterLike } from "./eks-cluster-like";
import type { EksEphemeralStorageArgs } from "./ephemeral-storage";
import type { EksNodeLabels, EksTaint } from "./node-labels";

/** How EKS replaces nodes when their image or their settings change. */
export interface EksNodeUpdateArgs {
  /**
   * The number of nodes of each node group that EKS replaces at the same time, from 1 to 100, or a percentage such as `"25%"`.
   *
   * @default 1
   */
  readonly maxUnavailable?: number | string;
  /**
   * `DEFAULT` launches new nodes before it removes old ones. `MINIMAL` removes old nodes first, for instance types that are
   * scarce or expensive.
   *
   * @default "DEFAULT"
   */
  readonly strategy?: "DEFAULT" | "MINIMAL";
  /**
   * Whether EKS removes pods that a PodDisruptionBudget keeps on a node for more than 15 minutes. Otherwise, the update fails.
   *
   * @default false
   */
  readonly force?: boolean;
}

/** Limits on the replacement of unhealthy nodes. */
export interface EksNodeRepairArgs {
  /**
   * The number or the percentage of unhealthy nodes above which EKS stops, because the cause is probably not a single node.
   *
   * @default 20% in node groups with more than 5 nodes, otherwise no limit
   */
  readonly maxUnhealthy?: number | string;
  /**
   * The number or the percentage of unhealthy nodes that EKS repairs at the same time.
   *
   * @default 1
   */
  readonly maxParallel?: number | string;
}

/** Arguments of an EksNodeGroup. */
export interface EksNodeGroupArgs extends AwsComponentArgs {
  /** A cluster with `compute: "managed"`. */
  readonly cluster: EksClusterLike;
  /**
   * The network. For a `Vpc`, the component creates one node group in each zone, in the first private tier. For any other
   * network, it creates one node group in the private subnets that exist at that time, unless `subnetIds` is set.
   */
  readonly network: VpcLike;
  /**
   * The IDs of subnets by slot, for one node group in each zone: `{ az1: "subnet-0a1b2c3d", … }`. Changing the ID of a slot
   * replaces its node group.
   *
   * @default see `network`
   */
  readonly subnetIds?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * The instance types, in order of preference: up to 20 types of about the same size, with the same architecture. Spot nodes
   * need at least two. Changing them replaces all node groups: create another EksNodeGroup and remove this one instead.
   */
  readonly instanceTypes: readonly string[];
  /** The maximum number of nodes of each node group. */
  readonly maxNodes: number;
  /**
   * The release of the image: `"1.35.0-20260120"` for Amazon Linux, `"1.52.0-0ab4fab4"` for Bottlerocket. Changing it replaces
   * the nodes as `update` specifies.
   */
  readonly releaseVersion: pulumi.Input<string>;
  /**
   * The Kubernetes version of the nodes. Nodes can be up to three minor versions older than the cluster, but EKS creates node
   * groups only with the version of the cluster.
   *
   * @default the version in `releaseVersion` for Amazon Linux, `cluster.version` for Bottlerocket
   */
  readonly version?: pulumi.Input<string>;
  /**
   * The image. Changing it replaces all node groups. EKS Pod Identity, network policies, and the storage of nodes require Linux.
   *
   * @default "AL2023_ARM_64_STANDARD" if the first instance type has ARM processors, otherwise "AL2023_x86_64_STANDARD"
   */
  readonly amiType?: EksAmiType;
  /**
   * How instances are bought. With `"spot"`, AWS can reclaim nodes with a warning of two minutes. Changing it replaces all node
   * groups.
   *
   * @default "on-demand"
   */
  readonly capacityType?: "on-demand" | "spot";
  /**
   * The minimum number of nodes of each node group.
   *
   * @default 1
   */
  readonly minNodes?: number;
  /**
   * The number of nodes of each node group when it is created. An autoscaler can change it later.
   *
   * @default minNodes
   */
  readonly initialNodes?: number;
  /**
   * Labels of the nodes. Values must not be empty.
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
   * The storage of nodes: the root volume, or the data volume of Bottlerocket. At least 20 GiB. Changing it replaces the nodes
   * as `update` specifies.
   *
   * @default see EksEphemeralStorageArgs
   */
  readonly ephemeralStorage?: EksEphemeralStorageArgs;
  /**
   * Further security groups of the nodes, in addition to the security group of the cluster.
   *
   * @default []
   */
  readonly securityGroupIds?: readonly pulumi.Input<string>[];
  /**
   * How EKS replaces nodes.
   *
   * @default see EksNodeUpdateArgs
   */
  readonly update?: EksNodeUpdateArgs;
  /**
   * Whether EKS replaces nodes that are not ready for 30 minutes. With the add-on `eks-node-monitoring-agent`, EKS also detects
   * problems of the kernel, the network, and the storage.
   *
   * @default true
   */
  readonly repair?: boolean | EksNodeRepairArgs;
  /**
   * Whether Session Manager can open a shell on the nodes. Its policy also allows nodes to read all parameters of the account.
   *
   * @default false
   */
  readonly sessionManager?: boolean;
  /**
   * The ARNs of further managed policies for the role of the nodes, by a name that becomes part of the names of their
   * attachments. Prefer `PodIdentity`, because every pod in the host network has the permissions of the nodes.
   *
   * @default {}
   */
  readonly policies?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The arguments of an EksNodeGroup that have default values. */
export type EksNodeGroupDefaults = Required<
  Pick<
    EksNodeGroupArgs,
    | "protection"
    | "capacityType"
    | "minNodes"
    | "labels"
    | "taints"
    | "ephemeralStorage"
    | "securityGroupIds"
    | "update"
    | "repair"
    | "sessionManager"
    | "policies"
  >
>;

/** The default arguments of an EksNodeGroup in each profile. */
export const EKS_NODE_GROUP_DEFAULTS: ProfileDefaults<EksNodeGroupDefaults> = defineDefaults<EksNodeGroupDefaults>(
  {
    protection: true,
    capacityType: "on-demand",
    minNodes: 1,
    labels: {},
    taints: [],
    ephemeralStorage: {},
    securityGroupIds: [],
    update: {},
    repair: true,
    sessionManager: false,
    policies: {},
  },
  { protection: false },
);

/** The names of the arguments. */
export const EKS_NODE_GROUP_ARGUMENTS: Readonly<Record<keyof EksNodeGroupArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  cluster: true,
  network: true,
  subnetIds: true,
  instanceTypes: true,
  maxNodes: true,
  releaseVersion: true,
  version: true,
  amiType: true,
  capacityType: true,
  minNodes: true,
  initialNodes: true,
  labels: true,
  taints: true,
  ephemeralStorage: true,
  securityGroupIds: true,
  update: true,
  repair: true,
  sessionManager: true,
  policies: true,
};
