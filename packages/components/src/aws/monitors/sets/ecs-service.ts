import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "../metric";
import type { AlarmMonitor } from "../monitor";

/** What the monitors of an ECS service watch. */
export interface EcsServiceTargets {
  readonly loadBalancerType: "application" | "network";
  /** The part of the load balancer's ARN that metrics refer to: `app/main/50dc6c495c0c9188`. */
  readonly loadBalancer: pulumi.Input<string>;
  /** The parts of the ARNs of both target groups that metrics refer to: `targetgroup/orders-tg/73e2d6bc24d8a067`. */
  readonly targetGroups: readonly [pulumi.Input<string>, pulumi.Input<string>];
}

/** The thresholds of the monitors of an ECS service. */
export interface EcsServiceThresholds {
  /** The percentage of failed requests that raises the alarm. */
  readonly errorPercent: number;
  /** The number of requests per minute below which errors are ignored. */
  readonly minimumRequests: number;
}

const PERIOD_SECONDS = 60;
const APPLICATION_METRICS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html";
const NETWORK_METRICS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html";

/** A single slow minute does not raise the alarm, and a deployment that fails is rolled back after three. */
const THREE_MINUTES = {
  operator: ">=",
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missingData: "notBreaching",
  severity: "page",
} as const;

/**
 * Returns the monitor of the requests that fail.
 *
 * @remarks
 * Each deployment moves the traffic to the other target group, so the monitor adds up both. Missing counters are 0, because the
 * load balancer publishes them only if they are not.
 */
export function failedRequests(
  targets: EcsServiceTargets,
  { errorPercent, minimumRequests }: EcsServiceThresholds,
): AlarmMonitor {
  return {
    name: "errors",
    title: "Failed requests",
    unit: "Percent",
    periodSeconds: PERIOD_SECONDS,
    value: {
      metrics: {
        ...ofBothGroups(targets, "e", "HTTPCode_Target_5XX_Count", "Sum"),
        ...ofBothGroups(targets, "r", "RequestCount", "Sum"),
      },
      expressions: { requests: "FILL(r1, 0) + FILL(r2, 0)" },
      expression: `IF(requests >= ${minimumRequests}, 100 * (FILL(e1, 0) + FILL(e2, 0)) / requests, 0)`,
    },
    alarm: {
      ...THREE_MINUTES,
      threshold: errorPercent,
      meaning: "Requests to the service fail with a 5xx status code.",
      firstStep:
        "If a deployment is in progress, let ECS roll it back. Otherwise, look for errors in the logs of the tasks.",
      runbook: "ecs-service-failed-requests",
      reason:
        "Three minutes in a row rule out a single burst. Below the minimum number of requests, one error is a large percentage.",
      source: APPLICATION_METRICS,
    },
  };
}

/**
 * Returns the monitor of the time that 99 % of the responses do not exceed, in the slower of both target groups. With few requests,
 * the slowest of them is the percentile, so the monitor ignores them.
 */
export function slowResponses(
  targets: EcsServiceTargets,
  { p99Seconds, minimumRequests }: { readonly p99Seconds: number; readonly minimumRequests: number },
): AlarmMonitor {
  return {
    name: "latency",
    title: "Response time (p99)",
    unit: "Seconds",
    periodSeconds: PERIOD_SECONDS,
    value: {
      metrics: {
        ...ofBothGroups(targets, "t", "TargetResponseTime", "p99"),
        ...ofBothGroups(targets, "r", "RequestCount", "Sum"),
      },
      expressions: { requests: "FILL(r1, 0) + FILL(r2, 0)" },
      expression: `IF(requests >= ${minimumRequests}, MAX([FILL(t1, 0), FILL(t2, 0)]), 0)`,
    },
    alarm: {
      ...THREE_MINUTES,
      threshold: p99Seconds,
      meaning: "Responses of the service are slow.",
      firstStep:
        "Compare the CPU utilization of the tasks and the response times of their dependencies with an hour ago.",
      runbook: "ecs-service-slow-responses",
      reason: "The threshold is an argument of the service, because no number fits all services.",
      source: APPLICATION_METRICS,
    },
  };
}

/** Returns the monitor of the tasks that fail health checks, in the target group with more of them. */
export function unhealthyTasks(targets: EcsServiceTargets): AlarmMonitor {
  return {
    name: "unhealthy-tasks",
    title: "Unhealthy tasks",
    unit: "Count",
    periodSeconds: PERIOD_SECONDS,
    value: {
      metrics: ofBothGroups(targets, "u", "UnHealthyHostCount", "Maximum"),
      expression: "MAX([FILL(u1, 0), FILL(u2, 0)])",
    },
    alarm: {
      ...THREE_MINUTES,
      threshold: 1,
      meaning: "Tasks of the service fail the health checks of the load balancer.",
      firstStep: "Read the events of the service and the logs of the tasks that stopped.",
      runbook: "ecs-service-unhealthy-tasks",
      reason:
        "A Network Load Balancer does not count failed requests. A healthy service has no unhealthy task for three minutes.",
      source: targets.loadBalancerType === "network" ? NETWORK_METRICS : APPLICATION_METRICS,
    },
  };
}

/** Returns a metric of both target groups, with IDs such as `e1` and `e2`. */
function ofBothGroups(
  { loadBalancerType, loadBalancer, targetGroups }: EcsServiceTargets,
  id: string,
  name: string,
  statistic: Metric["statistic"],
): Readonly<Record<string, Metric>> {
  const namespace = loadBalancerType === "network" ? "AWS/NetworkELB" : "AWS/ApplicationELB";
  return Object.fromEntries(
    targetGroups.map((targetGroup, index) => [
      `${id}${index + 1}`,
      { namespace, name, statistic, dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup } },
    ]),
  );
}
