import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../shared/service-role";
import { MAIN_CONTAINER } from "./container-args";
import type { LogDestination } from "./container-definitions";
import { alarmsOf, type EcsServiceAlarms } from "./service-alarms";
import { serviceConnectConfiguration } from "./service-connect";
import { deploymentConfiguration } from "./service-deployment";
import { lifecycleHooks } from "./service-hooks";
import type { EcsServiceLoadBalancing } from "./service-load-balancer";
import type { ServicePlan } from "./service-plan";
import { scales } from "./service-scaling";
import type { TaskDefinitionResources } from "./task-definition";
import { taskSubnetIds } from "./task-network";

/** The resources that the ECS service refers to. */
export interface ServiceContext {
  readonly definition: TaskDefinitionResources;
  readonly logs: LogDestination;
  readonly securityGroup: { readonly id: pulumi.Output<string> };
  readonly loadBalancing: EcsServiceLoadBalancing | undefined;
  readonly alarms: EcsServiceAlarms;
  readonly infrastructureRole: ServiceRole | undefined;
  readonly hooksRole: ServiceRole | undefined;
}

/** Returns the arguments of the ECS service, without its Region and tags. */
export function serviceArgs(plan: ServicePlan, context: ServiceContext): aws.ecs.ServiceArgs {
  const { settings, deployment, task, scaling, serviceConnect, shiftsTraffic } = plan;
  const { cluster, network, subnets } = task.settings;
  const usesBreaker = deployment.usesCircuitBreaker;
  const alarmNames = deployment.usesAlarms
    ? [...alarmsOf(context.alarms).map(({ name }) => name), ...deployment.alarmNames]
    : [];
  return {
    cluster: cluster.clusterArn,
    taskDefinition: context.definition.taskDefinition.arn,
    desiredCount: scales(scaling) ? scaling.minimum : scaling.count,
    capacityProviderStrategies: task.capacity.map((strategy) => ({ ...strategy })),
    // Without this setting, the provider rejects a change of the capacity providers. It has no effect without a change.
    forceNewDeployment: true,
    networkConfiguration: {
      subnets: taskSubnetIds(network, subnets),
      securityGroups: [context.securityGroup.id],
      assignPublicIp: false,
    },
    loadBalancers: serviceLoadBalancers(plan, context),
    healthCheckGracePeriodSeconds: plan.loadBalancer?.healthCheckGracePeriodSeconds,
    serviceConnectConfiguration:
      serviceConnect && serviceConnectConfiguration(serviceConnect, context.logs, shiftsTraffic),
    volumeConfiguration: volumeConfiguration(plan, context),
    deploymentController: { type: "ECS" },
    deploymentConfiguration: {
      ...deploymentConfiguration(deployment),
      ...(deployment.hooks.length > 0 && {
        lifecycleHooks: lifecycleHooks(deployment.hooks, context.hooksRole?.role.arn),
      }),
    },
    // Disabled explicitly, because the provider keeps the settings of a block that is removed.
    deploymentCircuitBreaker: { enable: usesBreaker, rollback: usesBreaker },
    alarms: alarmNames.length === 0 ? undefined : { enable: true, rollback: true, alarmNames },
    deploymentMinimumHealthyPercent: deployment.minimumHealthyPercent,
    deploymentMaximumPercent: deployment.maximumPercent,
    availabilityZoneRebalancing: deployment.maximumPercent > 100 ? "ENABLED" : "DISABLED",
    enableExecuteCommand: settings.exec,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    waitForSteadyState: deployment.waitForSteadyState,
    // Cancelling `pulumi up` rolls back the deployment, instead of leaving it running unwatched.
    sigintRollback: deployment.waitForSteadyState,
  };
}

function serviceLoadBalancers(
  { loadBalancer, shiftsTraffic, settings }: ServicePlan,
  { loadBalancing, infrastructureRole }: ServiceContext,
): aws.types.input.ecs.ServiceLoadBalancer[] | undefined {
  if (loadBalancer === undefined || loadBalancing === undefined || settings.port === undefined) return undefined;
  const { targetGroup, alternateTargetGroup, listenerRule, testListenerRule, listener, testListener } = loadBalancing;
  const production = listenerRule ?? listener;
  const test = testListenerRule ?? testListener;
  return [
    {
      targetGroupArn: targetGroup.arn,
      containerName: MAIN_CONTAINER,
      containerPort: settings.port,
      ...(shiftsTraffic &&
        production &&
        infrastructureRole && {
          advancedConfiguration: {
            alternateTargetGroupArn: alternateTargetGroup.arn,
            productionListenerRule: production.arn,
            roleArn: infrastructureRole.role.arn,
            ...(test && { testListenerRule: test.arn }),
          },
        }),
    },
  ];
}

function volumeConfiguration(
  { task }: ServicePlan,
  { infrastructureRole }: ServiceContext,
): aws.types.input.ecs.ServiceVolumeConfiguration | undefined {
  for (const [name, volume] of Object.entries(task.volumes)) {
    if (!("ebs" in volume) || infrastructureRole === undefined) continue;
    const { sizeGiB, volumeType = "gp3", iops, throughputMiBps, kmsKeyArn } = volume.ebs;
    return {
      name,
      managedEbsVolume: {
        roleArn: infrastructureRole.role.arn,
        sizeInGb: sizeGiB,
        volumeType,
        iops,
        throughput: throughputMiBps,
        encrypted: true,
        kmsKeyId: kmsKeyArn,
        fileSystemType: "xfs",
        tagSpecifications: [{ resourceType: "volume", propagateTags: "SERVICE" }],
      },
    };
  }
  return undefined;
}
