import type * as pulumi from "@pulumi/pulumi";
import { integerBetween } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { percentageOf, whileBusy } from "../rates";
import { failedRequests, MINIMUM_REQUESTS, slowResponses } from "../request-alarms";
import { shown } from "../shown";
import { applicationLoadBalancerName, targetGroupName } from "./load-balancer-names";

/** The arguments of `monitors.targetGroup`. */
export interface TargetGroupMonitorsArgs extends MonitorSetArgs {
  /** The part of the ARN of the Application Load Balancer that metrics refer to: `app/shop/50dc6c495c0c9188`. */
  readonly loadBalancer: pulumi.Input<string>;
  /** The part of the target group's ARN that metrics refer to: `targetgroup/orders/73e2d6bc24d8a067`. */
  readonly targetGroup: pulumi.Input<string>;
  /**
   * The number of milliseconds that 99 % of the responses must not exceed, from 1 to 4,000,000.
   *
   * @default no alarm for slow responses
   */
  readonly maximumLatencyMilliseconds?: number;
}

const METRICS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html";
const PERIOD_SECONDS = 60;
const MILLISECONDS = 1000;
// The maximum idle timeout of a load balancer.
const MAX_LATENCY_MILLISECONDS = 4_000_000;

/**
 * Returns the monitors of a target group of an Application Load Balancer, for services that other tools created. An `EcsService`
 * has two target groups, which its own monitors watch together.
 *
 * @remarks
 * Alarms: `errors` (page), `latency` (page, with `maximumLatencyMilliseconds`), `no-healthy-targets` (page), and
 * `unhealthy-targets` (ticket).
 *
 * @example
 * const set = monitors.targetGroup({
 *   name: "orders",
 *   loadBalancer: loadBalancer.arnSuffix,
 *   targetGroup: targetGroup.arnSuffix,
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const targetGroup = defineMonitorSet<TargetGroupMonitorsArgs>({
  kind: "monitors.targetGroup",
  checks: {
    loadBalancer: dimension(applicationLoadBalancerName),
    targetGroup: dimension(targetGroupName),
    maximumLatencyMilliseconds: integerBetween(1, MAX_LATENCY_MILLISECONDS),
  },
  required: ["loadBalancer", "targetGroup"],
  title: ({ name }) => `Target group ${name}`,
  monitors: ({ loadBalancer, targetGroup, maximumLatencyMilliseconds }) => {
    const metric = metricsOf("AWS/ApplicationELB", { LoadBalancer: loadBalancer, TargetGroup: targetGroup });
    const requests = metric("RequestCount", "Sum");
    return [
      errors(metric("HTTPCode_Target_5XX_Count", "Sum"), requests),
      latency(metric("TargetResponseTime", "p99"), requests, maximumLatencyMilliseconds),
      noHealthyTargets(metric("HealthyHostCount", "Maximum")),
      unhealthyTargets(metric("UnHealthyHostCount", "Maximum")),
      shown("requests", "Requests", requests),
      shown("connection-errors", "Failed connections to targets", metric("TargetConnectionErrorCount", "Sum")),
    ];
  },
});

const errors = (part: Metric, whole: Metric): Monitor =>
  failedRequests(percentageOf({ part, whole, minimum: MINIMUM_REQUESTS }), {
    meaning: "Targets answer requests with a 5xx status code.",
    firstStep: "Look for errors in the logs of the targets, and compare their start with the last deployment.",
    runbook: "target-group-errors",
    source: METRICS,
  });

const latency = (value: Metric, requests: Metric, maximumMilliseconds: number | undefined): Monitor =>
  slowResponses(whileBusy({ value, requests, minimum: MINIMUM_REQUESTS }), {
    name: "latency",
    title: "Response time (p99)",
    unit: "Seconds",
    maximum: maximumMilliseconds === undefined ? undefined : maximumMilliseconds / MILLISECONDS,
    minutes: 3,
    meaning: "Responses of the targets are slow.",
    firstStep:
      "Compare the CPU utilization of the targets and the response times of their dependencies with an hour ago.",
    runbook: "target-group-latency",
    reason: "The argument states how slow responses may be. Among few requests, the slowest is the percentile.",
    source: METRICS,
  });

/** The maximum among the nodes of the load balancer, so one that cannot reach targets in another zone raises no alarm. */
const noHealthyTargets = (value: Metric): Monitor => ({
  name: "no-healthy-targets",
  title: "Healthy targets",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: "<",
    threshold: 1,
    severity: "page",
    meaning: "No target passes its health checks, so the load balancer sends requests to targets that fail.",
    firstStep:
      "Read the reasons of the health checks on the target group, and compare their start with the last deployment.",
    runbook: "target-group-no-healthy-targets",
    reason: "Three minutes in a row rule out targets that have just been registered.",
    source: METRICS,
  },
});

const unhealthyTargets = (value: Metric): Monitor => ({
  name: "unhealthy-targets",
  title: "Unhealthy targets",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(10),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "Targets fail their health checks, so the other targets do their work.",
    firstStep:
      "Read the reasons of the health checks on the target group, and look for errors in the logs of the targets.",
    runbook: "target-group-unhealthy-targets",
    reason: "Ten minutes rule out targets that start or are replaced by autoscaling.",
    source: METRICS,
  },
});
