import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { arnScope } from "../shared/arn";
import { Children } from "../shared/children";
import { createLogGroup } from "../shared/log-group";
import { ECS_CLUSTER_DEFAULTS, type EcsClusterArgs, type EcsClusterDefaults } from "./ecs-cluster-args";
import { checkEcsClusterArgs, type CheckedEcsCluster } from "./ecs-cluster-checks";
import type { EcsCapacityProviderStrategy, EcsCapacityType, EcsClusterLike, EcsExecSettings } from "./ecs-cluster-like";
import { createEc2Capacity, type EcsEc2Capacity } from "./ecs-ec2-capacity";
import { createManagedInstances, type EcsManagedInstances } from "./ecs-managed-instances";

/**
 * An ECS cluster with the capacity for its tasks.
 *
 * @remarks
 * Creates the cluster and associates its capacity providers. With `{ ec2 }`, also creates an Auto Scaling group that ECS
 * scales, with its launch template, role, and security group. With `{ managedInstances }`, also creates the roles and the
 * security group of the instances that ECS launches.
 *
 * A cluster on Fargate is free; tasks are billed. CloudWatch charges $0.07 per metric and month for Container Insights with
 * enhanced observability, which collects metrics of each task and container. Managed instances cost a management fee in
 * addition to the price of the instance. Prices are for us-east-1.
 *
 * To delete a protected cluster, set `protection: false` and deploy, and then remove the component from the program. Remove
 * the services first, because a cluster with services cannot be deleted.
 *
 * Names of the children, for `adopt` and `transforms`: `cluster`, `capacity-providers`, `exec-logs`, `namespace`, and those of
 * the capacity. docs/ecs.md lists all of them.
 *
 * @example
 * const cluster = new EcsCluster("shop", { capacity: "fargateSpot" });
 * export const { clusterName } = cluster;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EcsCluster extends pulumi.ComponentResource implements EcsClusterLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EcsClusterDefaults> = ECS_CLUSTER_DEFAULTS;

  /** The ARN of the cluster. */
  readonly clusterArn: pulumi.Output<string>;
  /** The name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** Where tasks run. */
  readonly capacityType: EcsCapacityType;
  /** The capacity providers of services that do not set their own. */
  readonly capacityProviderStrategies: readonly EcsCapacityProviderStrategy[];
  /** Resources that must exist before a service can start and must be deleted after it. */
  readonly capacityDependencies: readonly pulumi.Resource[];
  /** The ARN of the namespace that Service Connect uses by default; `undefined` without `serviceConnectNamespace`. */
  readonly serviceConnectNamespaceArn: pulumi.Output<string> | undefined;
  /** Whether Container Insights publishes the numbers of tasks. */
  readonly publishesTaskCounts: boolean;
  /** The settings of ECS Exec sessions; `undefined` without `execLogging`. */
  readonly execSettings: EcsExecSettings | undefined;

  /** The ECS cluster. */
  readonly cluster: aws.ecs.Cluster;
  /** The association of the capacity providers with the cluster. */
  readonly clusterCapacityProviders: aws.ecs.ClusterCapacityProviders;
  /** The log group of ECS Exec sessions; `undefined` without `execLogging`. */
  readonly execLogGroup: aws.cloudwatch.LogGroup | undefined;
  /** The Cloud Map namespace; `undefined` without `serviceConnectNamespace`. */
  readonly namespace: aws.servicediscovery.HttpNamespace | undefined;
  /** The Auto Scaling group and its capacity provider; `undefined` without `capacity.ec2`. */
  readonly ec2: EcsEc2Capacity | undefined;
  /** The managed instances and their roles; `undefined` without `capacity.managedInstances`. */
  readonly managedInstances: EcsManagedInstances | undefined;

  private readonly settings: CheckedEcsCluster;
  private readonly children: Children;

  constructor(name: string, args: EcsClusterArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkEcsClusterArgs(name, args);

    super("roadbed:aws:EcsCluster", name, args, options);
    this.settings = settings;
    this.children = new Children(this, name, settings);

    this.execLogGroup = this.createExecLogGroup();
    this.namespace = this.createNamespace();
    this.cluster = this.createCluster(options?.protect ?? settings.protection);
    const scope = arnScope(this.cluster);
    const { ec2, managedInstances } = settings;
    this.ec2 = ec2 && createEc2Capacity(this.children, ec2, this.cluster, scope.partition);
    this.managedInstances =
      managedInstances && createManagedInstances(this.children, managedInstances, this.cluster, scope);
    this.capacityType = ec2 ? "ec2" : managedInstances ? "managedInstances" : "fargate";
    this.capacityProviderStrategies = this.strategies();
    this.clusterCapacityProviders = this.createCapacityProviders();
    this.capacityDependencies = [this.clusterCapacityProviders];

    this.clusterArn = this.cluster.arn;
    this.clusterName = this.cluster.name;
    this.serviceConnectNamespaceArn = this.namespace?.arn;
    this.publishesTaskCounts = settings.containerInsights !== "disabled";
    this.execSettings = this.execLogGroup && {
      logGroupArn: this.execLogGroup.arn,
      ...(settings.exec?.kmsKeyArn !== undefined && { kmsKeyArn: settings.exec.kmsKeyArn }),
    };
    this.registerOutputs({ clusterArn: this.clusterArn, clusterName: this.clusterName });
  }

  private createExecLogGroup(): aws.cloudwatch.LogGroup | undefined {
    const { exec } = this.settings;
    return exec && createLogGroup(this.children, "exec-logs", exec);
  }

  private createNamespace(): aws.servicediscovery.HttpNamespace | undefined {
    const { serviceConnectNamespace: name } = this.settings;
    if (name === undefined) return undefined;
    const args = { region: this.children.region, name, tags: this.children.tags("namespace") };
    return new aws.servicediscovery.HttpNamespace(
      this.children.name("namespace"),
      args,
      this.children.options("namespace"),
    );
  }

  private createCluster(protect: boolean): aws.ecs.Cluster {
    const { clusterName, containerInsights } = this.settings;
    return new aws.ecs.Cluster(
      this.children.name("cluster"),
      {
        region: this.children.region,
        name: clusterName,
        settings: [{ name: "containerInsights", value: containerInsights }],
        configuration: this.clusterConfiguration(),
        serviceConnectDefaults: this.namespace && { namespace: this.namespace.arn },
        tags: this.children.tags("cluster"),
      },
      this.children.options("cluster", { protect }),
    );
  }

  private clusterConfiguration(): aws.types.input.ecs.ClusterConfiguration | undefined {
    const { exec, storageKmsKeyArn, managedInstances } = this.settings;
    if (exec === undefined && storageKmsKeyArn === undefined) return undefined;
    return {
      ...(exec && {
        executeCommandConfiguration: {
          kmsKeyId: exec.kmsKeyArn,
          logging: "OVERRIDE",
          logConfiguration: {
            cloudWatchLogGroupName: this.execLogGroup?.name,
            // ECS refuses to log if the log group is not encrypted with a customer managed key.
            cloudWatchEncryptionEnabled: exec.kmsKeyArn !== undefined,
          },
        },
      }),
      ...(storageKmsKeyArn !== undefined && {
        managedStorageConfiguration:
          managedInstances === undefined
            ? { fargateEphemeralStorageKmsKeyId: storageKmsKeyArn }
            : { kmsKeyId: storageKmsKeyArn },
      }),
    };
  }

  private strategies(): EcsCapacityProviderStrategy[] {
    const capacityProvider = (this.ec2 ?? this.managedInstances)?.capacityProvider;
    if (capacityProvider !== undefined) return [{ capacityProvider: capacityProvider.name, weight: 1 }];
    if (this.settings.capacity !== "fargateSpot") return [{ capacityProvider: "FARGATE", weight: 1 }];
    return [
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ];
  }

  private createCapacityProviders(): aws.ecs.ClusterCapacityProviders {
    const capacityProvider = (this.ec2 ?? this.managedInstances)?.capacityProvider;
    return new aws.ecs.ClusterCapacityProviders(
      this.children.name("capacity-providers"),
      {
        region: this.children.region,
        clusterName: this.cluster.name,
        capacityProviders: capacityProvider === undefined ? ["FARGATE", "FARGATE_SPOT"] : [capacityProvider.name],
        defaultCapacityProviderStrategies: this.capacityProviderStrategies.map((strategy) => ({ ...strategy })),
      },
      this.children.options("capacity-providers"),
    );
  }
}
