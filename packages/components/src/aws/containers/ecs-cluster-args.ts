import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { VpcLike } from "../network/existing-vpc";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** The metrics that CloudWatch Container Insights collects. CloudWatch charges for each metric. */
export type EcsContainerInsights = "enhanced" | "enabled" | "disabled";

/**
 * Where the tasks of a cluster run:
 *
 * - `"fargate"`: on AWS Fargate.
 * - `"fargateSpot"`: on AWS Fargate. One task of each service runs on demand, and four of five further tasks run on spare
 *   capacity, which AWS can reclaim with a warning of two minutes.
 * - `{ ec2 }`: on EC2 instances in an Auto Scaling group, which ECS scales.
 * - `{ managedInstances }`: on EC2 instances that ECS chooses, launches, and patches.
 */
export type EcsCapacity =
  | "fargate"
  | "fargateSpot"
  | { readonly ec2: EcsEc2CapacityArgs }
  | { readonly managedInstances: EcsManagedInstancesArgs };

/** EC2 instances in an Auto Scaling group. */
export interface EcsEc2CapacityArgs {
  /** The network. Instances run in its private subnets. */
  readonly network: VpcLike;
  /**
   * The instance types, in order of preference. Several types of the same size keep the group working when AWS has no
   * capacity for one of them. Types with Graviton processors require an `imageId` for arm64.
   */
  readonly instanceTypes: readonly pulumi.Input<string>[];
  /**
   * The share of Spot Instances in percent, which AWS can reclaim with a warning of two minutes.
   *
   * @default 0
   */
  readonly spotPercent?: number;
  /**
   * The minimum number of instances.
   *
   * @default 0
   */
  readonly minInstances?: number;
  /** The maximum number of instances. */
  readonly maxInstances: number;
  /**
   * The ID of the Amazon Machine Image. A new image replaces the instances one after another.
   *
   * @default the ECS-optimized image for Amazon Linux 2023 (x86_64) that AWS recommends when the cluster is created. Later
   *   recommendations have no effect
   */
  readonly imageId?: pulumi.Input<string>;
  /**
   * The size of the root volume in GiB.
   *
   * @default 30
   */
  readonly rootVolumeGiB?: number;
  /**
   * The share of the instances that tasks use, in percent. A value below 100 keeps capacity for new tasks.
   *
   * @default 100
   */
  readonly targetCapacityPercent?: number;
}

/** EC2 instances that ECS manages. */
export interface EcsManagedInstancesArgs {
  /** The network. Instances run in its private subnets. */
  readonly network: VpcLike;
  /**
   * The number of vCPUs of an instance.
   *
   * @default { min: 1 }
   */
  readonly vcpus?: EcsRange;
  /**
   * The memory of an instance in MiB.
   *
   * @default { min: 2048 }
   */
  readonly memoryMiB?: EcsRange;
  /**
   * Instance types, with wildcards: `["m7g.*", "c7g.*"]`.
   *
   * @default all types of the current generation
   */
  readonly instanceTypes?: readonly string[];
  /**
   * The size of the data volume in GiB.
   *
   * @default 80
   */
  readonly storageGiB?: number;
}

/** A range of numbers; without a maximum if `max` is absent. */
export interface EcsRange {
  /** The minimum, included. */
  readonly min: number;
  /** The maximum, included. */
  readonly max?: number;
}

/** The log group of the sessions that ECS Exec opens. */
export interface EcsExecLoggingArgs {
  /**
   * The number of days after which session logs are deleted.
   *
   * @default 90
   */
  readonly retentionDays?: number;
  /**
   * The ARN of a KMS key that encrypts the sessions and their logs. The key policy must allow the CloudWatch Logs service
   * principal of the Region to use the key.
   *
   * @default TLS for sessions, and a key that CloudWatch Logs owns for logs
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** Arguments of an EcsCluster. All arguments are optional. */
export interface EcsClusterArgs extends AwsComponentArgs {
  /**
   * The name of the cluster in AWS: up to 255 letters, digits, hyphens, and underscores. Changing it replaces the cluster.
   *
   * @default the name of the component, with a unique suffix
   */
  readonly clusterName?: string;
  /**
   * Where tasks run. Changing between `"fargate"` and `"fargateSpot"` replaces tasks without an interruption of the service.
   *
   * @default "fargate"
   */
  readonly capacity?: EcsCapacity;
  /**
   * The metrics that CloudWatch Container Insights collects for each task and container.
   *
   * @default "enhanced"; "disabled" in the development profile
   */
  readonly containerInsights?: EcsContainerInsights;
  /**
   * The log of the sessions that ECS Exec opens; `false` sends the sessions to the log groups of the services.
   *
   * @default false
   */
  readonly execLogging?: false | EcsExecLoggingArgs;
  /**
   * The name of a Cloud Map namespace that services use for Service Connect by default. Changing it replaces the namespace.
   *
   * @default no namespace
   */
  readonly serviceConnectNamespace?: string;
  /**
   * The ARN of a KMS key that encrypts the ephemeral storage of tasks on Fargate and the volumes of managed instances.
   *
   * @default keys that AWS owns
   */
  readonly storageKmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of an EcsCluster that have default values. */
export type EcsClusterDefaults = Required<
  Pick<EcsClusterArgs, "protection" | "capacity" | "containerInsights" | "execLogging">
>;

/** The default arguments of an EcsCluster in each profile. */
export const ECS_CLUSTER_DEFAULTS: ProfileDefaults<EcsClusterDefaults> = defineDefaults<EcsClusterDefaults>(
  { protection: true, capacity: "fargate", containerInsights: "enhanced", execLogging: false },
  { protection: false, containerInsights: "disabled" },
);

/** The checked arguments with all defaults. */
export type EcsClusterSettings = EcsClusterArgs & EcsClusterDefaults;

/** The names of the arguments. */
export const ECS_CLUSTER_ARGUMENTS: Readonly<Record<keyof EcsClusterArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  clusterName: true,
  capacity: true,
  containerInsights: true,
  execLogging: true,
  serviceConnectNamespace: true,
  storageKmsKeyArn: true,
};
