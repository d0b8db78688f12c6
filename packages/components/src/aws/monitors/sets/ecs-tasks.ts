import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, matching } from "../../../shared/checks";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import { missingInstances } from "../missing-instances";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { missingPercent } from "../shares";
import { utilization } from "../utilization";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.ecsService`. */
export interface EcsServiceMonitorsArgs extends MonitorSetArgs {
  /** The name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** The name of the service. */
  readonly serviceName: pulumi.Input<string>;
  /**
   * Whether Container Insights is on in the cluster, which publishes the number of tasks.
   *
   * @default false
   */
  readonly containerInsights?: boolean;
}

const CONTAINER_INSIGHTS =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html";
const MAXIMUM_PERCENT = 90;
const UTILIZATION_MINUTES = 15;

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
const ecsName = (what: string) => matching(/^[\w-]{1,255}$/, `the name of ${what}, not its ARN`);

/**
 * Returns the monitors of the tasks of an ECS service, for services that other tools created. `monitors.targetGroup` watches the
 * requests to the service.
 *
 * @remarks
 * Alarms: `cpu` (ticket) and `memory` (ticket); with `containerInsights`, also `most-tasks-missing` (page) and `missing-tasks`
 * (ticket).
 *
 * @example
 * const set = monitors.ecsService({ name: "orders", clusterName: cluster.name, serviceName: service.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const ecsService = defineMonitorSet<EcsServiceMonitorsArgs>({
  kind: "monitors.ecsService",
  checks: {
    clusterName: dimension(ecsName("a cluster")),
    serviceName: dimension(ecsName("a service")),
    containerInsights: booleanValue,
  },
  required: ["clusterName", "serviceName"],
  title: ({ name }) => `ECS service ${name}`,
  monitors: ({ clusterName, serviceName, containerInsights = false }) => {
    const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
    const metric = metricsOf("AWS/ECS", dimensions);
    const tasks = metricsOf("ECS/ContainerInsights", dimensions);
    return [
      ...(containerInsights
        ? missingTasks(tasks("DesiredTaskCount", "Maximum"), tasks("RunningTaskCount", "Maximum"))
        : []),
      cpu(metric("CPUUtilization", "Average")),
      memory(metric("MemoryUtilization", "Maximum")),
    ];
  },
});

const FIRST_STEP =
  "Read the events of the service and the stopped reason of its last tasks: they name a missing image, a failed health check, or missing capacity.";

const missingTasks = (desired: Metric, running: Metric): readonly Monitor[] =>
  missingInstances(missingPercent({ desired, running }), {
    instances: "tasks",
    runbooks: "ecs-service",
    most: {
      meaning: "Half of the tasks of the service or more do not run, so the others are overloaded or there are none.",
      firstStep: FIRST_STEP,
      reason: "A new task runs within a few minutes. Services are planned for the loss of one of two or three zones.",
      source: CONTAINER_INSIGHTS,
    },
    any: {
      meaning: "ECS cannot start all tasks of the service, or they stop again and again.",
      firstStep: FIRST_STEP,
      reason: "Fifteen minutes rule out deployments and autoscaling, which start tasks one after the other.",
      source: CONTAINER_INSIGHTS,
    },
  });

const cpu = (value: Metric): Monitor =>
  utilization(value, {
    name: "cpu",
    title: "CPU utilization",
    maximumPercent: MAXIMUM_PERCENT,
    minutes: UTILIZATION_MINUTES,
    severity: "ticket",
    meaning: "The tasks have almost no CPU time left, so responses become slow.",
    firstStep:
      "Compare the number of tasks with the maximum of the autoscaling, and the utilization with that before the last deployment.",
    runbook: "ecs-service-cpu",
    reason:
      "AWS recommends 80 %, which is close to the target of autoscaling. 90 % for fifteen minutes shows that autoscaling does not help.",
    source: recommendedAlarms("ECS"),
  });

/** The task with the highest utilization, because ECS stops each task that exceeds its own memory. */
const memory = (value: Metric): Monitor =>
  utilization(value, {
    name: "memory",
    title: "Memory utilization of the fullest task",
    maximumPercent: MAXIMUM_PERCENT,
    minutes: UTILIZATION_MINUTES,
    severity: "ticket",
    meaning: "A task has almost no memory left, and is stopped when it needs more.",
    firstStep:
      "Look for a leak: a utilization that grows until the task is replaced. Otherwise, increase the memory of the tasks.",
    runbook: "ecs-service-memory",
    reason:
      "AWS recommends 80 %, which many runtimes use permanently. The rest leaves time to act before the task is stopped.",
    source: recommendedAlarms("ECS"),
  });
