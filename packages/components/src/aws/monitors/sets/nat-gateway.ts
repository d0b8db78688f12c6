import type * as pulumi from "@pulumi/pulumi";
import { matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.natGateway`. */
export interface NatGatewayMonitorsArgs extends MonitorSetArgs {
  /** The ID of the NAT gateway: `nat-0a1b2c3d4e5f60718`. */
  readonly natGatewayId: pulumi.Input<string>;
}

const METRICS = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html";
const PERIOD_SECONDS = 60;
const DROPPED_PERCENT = 0.01;
const MINIMUM_PACKETS = 100_000;

/**
 * Returns the monitors of a NAT gateway.
 *
 * @remarks
 * Alarms: `port-allocation-errors` (page) and `dropped-packets` (ticket).
 *
 * @example
 * const set = monitors.natGateway({ name: "egress", natGatewayId: gateway.id });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const natGateway = defineMonitorSet<NatGatewayMonitorsArgs>({
  kind: "monitors.natGateway",
  checks: {
    natGatewayId: dimension(
      matching(/^nat-[0-9a-f]+$/, "the ID of a NAT gateway", 'Example: "nat-0a1b2c3d4e5f60718".'),
    ),
  },
  required: ["natGatewayId"],
  title: ({ name }) => `NAT gateway ${name}`,
  monitors: ({ natGatewayId }) => {
    const metric = metricsOf("AWS/NATGateway", { NatGatewayId: natGatewayId });
    return [
      portAllocationErrors(metric("ErrorPortAllocation", "Sum")),
      droppedPackets({
        dropped: metric("PacketsDropCount", "Sum"),
        outgoing: metric("PacketsInFromSource", "Sum"),
        incoming: metric("PacketsInFromDestination", "Sum"),
      }),
      shown("connections", "Active connections", metric("ActiveConnectionCount", "Maximum")),
      shown("sent", "Bytes sent", metric("BytesOutToDestination", "Sum"), { unit: "Bytes" }),
      shown("received", "Bytes received", metric("BytesInFromDestination", "Sum"), { unit: "Bytes" }),
    ];
  },
});

const portAllocationErrors = (value: Metric): Monitor => ({
  name: "port-allocation-errors",
  title: "Port allocation errors",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: 1,
    severity: "page",
    meaning:
      "New connections to the internet fail, because too many connections to one destination are open through the NAT gateway.",
    firstStep:
      "Find the destination with the most connections in the flow log. Make its clients reuse connections, or add addresses to the gateway.",
    runbook: "nat-gateway-port-allocation-errors",
    reason:
      "Each error is a connection that fails. Clients repeat a single attempt, so five minutes in a row show that ports remain exhausted.",
    source: recommendedAlarms("NATGateway"),
  },
});

const droppedPackets = (metrics: Readonly<Record<"dropped" | "incoming" | "outgoing", Metric>>): Monitor => ({
  name: "dropped-packets",
  title: "Dropped packets",
  value: {
    metrics,
    expressions: { total: "FILL(outgoing, 0) + FILL(incoming, 0)" },
    expression: `IF(total >= ${MINIMUM_PACKETS}, 100 * FILL(dropped, 0) / total, 0)`,
  },
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: DROPPED_PERCENT,
    severity: "ticket",
    meaning: "The NAT gateway drops packets, so connections to the internet are slow or fail.",
    firstStep:
      "Look for an event of the NAT gateway service in the AWS Health Dashboard, and compare the traffic with the bandwidth of the gateway.",
    runbook: "nat-gateway-dropped-packets",
    reason:
      "AWS documents 0.01 % of the traffic as the limit. Below 100,000 packets per minute, ten dropped packets exceed it.",
    source: METRICS,
  },
});
