import type * as pulumi from "@pulumi/pulumi";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shareOf } from "../shares";
import { failedRequests, MINIMUM_REQUESTS } from "../request-alarms";
import { shown } from "../shown";
import { applicationLoadBalancerName } from "./load-balancer-names";

/** The arguments of `monitors.applicationLoadBalancer`. */
export interface ApplicationLoadBalancerMonitorsArgs extends MonitorSetArgs {
  /** The part of the load balancer's ARN that metrics refer to: `app/shop/50dc6c495c0c9188`. */
  readonly loadBalancer: pulumi.Input<string>;
}

const METRICS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html";
const PERIOD_SECONDS = 60;

/**
 * Returns the monitors of an Application Load Balancer: what fails before a request reaches a target, or because no target
 * responds. `monitors.targetGroup` watches the responses of targets.
 *
 * @remarks
 * Alarms: `errors` (page) and `rejected-connections` (page).
 *
 * @example
 * const set = monitors.applicationLoadBalancer({ name: "shop", loadBalancer: loadBalancer.arnSuffix });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const applicationLoadBalancer = defineMonitorSet<ApplicationLoadBalancerMonitorsArgs>({
  kind: "monitors.applicationLoadBalancer",
  checks: { loadBalancer: dimension(applicationLoadBalancerName) },
  required: ["loadBalancer"],
  title: ({ name }) => `Application Load Balancer ${name}`,
  monitors: ({ loadBalancer }) => {
    const metric = metricsOf("AWS/ApplicationELB", { LoadBalancer: loadBalancer });
    return [
      errors(metric("HTTPCode_ELB_5XX_Count", "Sum"), metric("RequestCount", "Sum")),
      rejectedConnections(metric("RejectedConnectionCount", "Sum")),
      shown("requests", "Requests", metric("RequestCount", "Sum")),
      shown("target-errors", "Failed requests of targets", metric("HTTPCode_Target_5XX_Count", "Sum")),
      shown("response-time", "Response time (p99)", metric("TargetResponseTime", "p99"), { unit: "Seconds" }),
      shown("target-connection-errors", "Failed connections to targets", metric("TargetConnectionErrorCount", "Sum")),
      shown("tls-errors", "Failed TLS handshakes of clients", metric("ClientTLSNegotiationErrorCount", "Sum")),
      shown("connections", "Active connections", metric("ActiveConnectionCount", "Sum")),
    ];
  },
});

/**
 * `RequestCount` contains only requests for which the load balancer could choose a target, so during an outage it can be 0. The sum
 * of both counts some errors twice, such as timeouts, which makes no difference near the threshold.
 */
const errors = (failed: Metric, requests: Metric): Monitor =>
  failedRequests(shareOf({ parts: { failed }, others: { requests }, minimum: MINIMUM_REQUESTS }), {
    title: "Errors of the load balancer",
    meaning:
      "The load balancer answers requests with a 5xx status code: targets are missing, close connections, or do not respond.",
    firstStep:
      "Find the status code in the access log: 503 means that a target group has no targets, 502 that a target closed the connection, 504 that a target did not respond in time. Then look at the targets.",
    runbook: "application-load-balancer-errors",
    source: METRICS,
  });

const rejectedConnections = (value: Metric): Monitor => ({
  name: "rejected-connections",
  title: "Rejected connections",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold: 1,
    severity: "page",
    meaning:
      "The load balancer rejects connections of clients, because it has reached its maximum number of connections.",
    firstStep:
      "Compare the number of requests and of active connections with an hour ago. If an attack causes them, block it with a web ACL. Otherwise, reserve capacity units for the load balancer.",
    runbook: "application-load-balancer-rejected-connections",
    reason:
      "Each rejected connection is a user whose request fails. The load balancer scales within minutes, so three in a row rule out a burst.",
    source: METRICS,
  },
});
