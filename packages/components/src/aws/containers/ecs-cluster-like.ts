import type * as pulumi from "@pulumi/pulumi";

/** Where the tasks of a cluster run. */
export type EcsCapacityType = "fargate" | "ec2" | "managedInstances";

/** The share of a service's tasks that a capacity provider runs. */
export interface EcsCapacityProviderStrategy {
  /** The name of the capacity provider: `FARGATE`, `FARGATE_SPOT`, or the name of another one. */
  readonly capacityProvider: pulumi.Input<string>;
  /** The number of tasks that this capacity provider runs before the weights apply. Only one strategy can have a base. */
  readonly base?: number;
  /** The share of the remaining tasks, relative to the weights of the other strategies. */
  readonly weight: number;
}

/** The encryption and the log of sessions that ECS Exec opens. */
export interface EcsExecSettings {
  /** The KMS key that encrypts the data between the client and the container. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** The log group that records the sessions. */
  readonly logGroupArn?: pulumi.Input<string>;
}

/** An ECS cluster that services can use, whether or not this program created the cluster. */
export interface EcsClusterLike {
  /** The ARN of the cluster. */
  readonly clusterArn: pulumi.Input<string>;
  /** The name of the cluster, which metrics and autoscaling refer to. */
  readonly clusterName: pulumi.Input<string>;
  /**
   * Where tasks run.
   *
   * @default "fargate"
   */
  readonly capacityType?: EcsCapacityType;
  /**
   * The capacity providers of services that do not set their own.
   *
   * @default [{ capacityProvider: "FARGATE", weight: 1 }]
   */
  readonly capacityProviderStrategies?: readonly EcsCapacityProviderStrategy[];
  /** Resources that must exist before a service can start and must be deleted after it, such as capacity providers. */
  readonly capacityDependencies?: readonly pulumi.Resource[];
  /** The ARN of the Cloud Map namespace that Service Connect uses by default. */
  readonly serviceConnectNamespaceArn?: pulumi.Input<string>;
  /**
   * Whether Container Insights publishes the numbers of tasks, which the monitors of services then watch.
   *
   * @default false
   */
  readonly publishesTaskCounts?: boolean;
  /** The settings of ECS Exec sessions. */
  readonly execSettings?: EcsExecSettings;
}
