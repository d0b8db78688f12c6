import type * as pulumi from "@pulumi/pulumi";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";
import { networkLoadBalancerName } from "./load-balancer-names";

/** The arguments of `monitors.networkLoadBalancer`. */
export interface NetworkLoadBalancerMonitorsArgs extends MonitorSetArgs {
  /** The part of the load balancer's ARN that metrics refer to: `net/broker/50dc6c495c0c9188`. */
  readonly loadBalancer: pulumi.Input<string>;
}

const METRICS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html";
const PERIOD_SECONDS = 60;

/**
 * Returns the monitors of a Network Load Balancer.
 *
 * @remarks
 * Alarms: `unhealthy-routing` (page) and `port-allocation-errors` (page). A Network Load Balancer does not know whether requests
 * fail.
 *
 * @example
 * const set = monitors.networkLoadBalancer({ name: "broker", loadBalancer: loadBalancer.arnSuffix });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const networkLoadBalancer = defineMonitorSet<NetworkLoadBalancerMonitorsArgs>({
  kind: "monitors.networkLoadBalancer",
  checks: { loadBalancer: dimension(networkLoadBalancerName) },
  required: ["loadBalancer"],
  title: ({ name }) => `Network Load Balancer ${name}`,
  monitors: ({ loadBalancer }) => {
    const metric = metricsOf("AWS/NetworkELB", { LoadBalancer: loadBalancer });
    return [
      unhealthyRouting(metric("UnhealthyRoutingFlowCount", "Sum")),
      portAllocationErrors(metric("PortAllocationErrorCount", "Sum")),
      shown("new-connections", "New connections", metric("NewFlowCount", "Sum")),
      shown("connections", "Active connections", metric("ActiveFlowCount", "Average")),
      shown("rejected-connections", "Rejected connections", metric("RejectedFlowCount", "Sum")),
      shown("target-resets", "Connections reset by targets", metric("TCP_Target_Reset_Count", "Sum")),
      shown("resets", "Connections reset by the load balancer", metric("TCP_ELB_Reset_Count", "Sum")),
      shown("tls-errors", "Failed TLS handshakes of clients", metric("ClientTLSNegotiationErrorCount", "Sum")),
    ];
  },
});

const unhealthyRouting = (value: Metric): Monitor => ({
  name: "unhealthy-routing",
  title: "Connections to unhealthy targets",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold: 1,
    severity: "page",
    meaning: "A target group has too few healthy targets, so the load balancer sends connections to unhealthy ones.",
    firstStep:
      "Find the target group with unhealthy targets, read the reasons of its health checks, and look for errors in the logs of the targets.",
    runbook: "network-load-balancer-unhealthy-routing",
    reason: "The load balancer does this only as the last resort. Three minutes rule out targets that start.",
    source: METRICS,
  },
});

const portAllocationErrors = (value: Metric): Monitor => ({
  name: "port-allocation-errors",
  title: "Port allocation errors",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold: 1,
    severity: "page",
    meaning:
      "The load balancer drops connections of clients, because it has no free ports for connections to a target.",
    firstStep:
      "Add targets to the target group with the most connections, or make clients reuse connections: each target has a limited number of ports.",
    runbook: "network-load-balancer-port-allocation-errors",
    reason: "Each error is a dropped connection. Three minutes rule out a burst of new connections.",
    source: METRICS,
  },
});
