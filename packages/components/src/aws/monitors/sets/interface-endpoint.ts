import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.interfaceEndpoint`. */
export interface InterfaceEndpointMonitorsArgs extends MonitorSetArgs {
  /** The ID of the VPC: `vpc-0a1b2c3d4e5f60718`. */
  readonly vpcId: pulumi.Input<string>;
  /** The ID of the endpoint: `vpce-0a1b2c3d4e5f60718`. */
  readonly vpcEndpointId: pulumi.Input<string>;
  /** The full name of the service: `com.amazonaws.eu-west-1.ecr.api`. */
  readonly serviceName: pulumi.Input<string>;
  /**
   * The number of dropped packets per minute that is not usual, from 1 to 1,000,000.
   *
   * @default 1
   */
  readonly maximumDroppedPackets?: number;
}

const PERIOD_SECONDS = 60;
const MAX_PACKETS = 1_000_000;

/**
 * Returns the monitors of an interface endpoint of a VPC (AWS PrivateLink). AWS publishes no metrics for gateway endpoints.
 *
 * @remarks
 * Alarms: `dropped-packets` (ticket).
 *
 * @example
 * const set = monitors.interfaceEndpoint({
 *   name: "ecr-api",
 *   vpcId: endpoint.vpcId,
 *   vpcEndpointId: endpoint.id,
 *   serviceName: endpoint.serviceName,
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const interfaceEndpoint = defineMonitorSet<InterfaceEndpointMonitorsArgs>({
  kind: "monitors.interfaceEndpoint",
  checks: {
    vpcId: dimension(matching(/^vpc-[0-9a-f]+$/, "the ID of a VPC", 'Example: "vpc-0a1b2c3d4e5f60718".')),
    vpcEndpointId: dimension(
      matching(/^vpce-[0-9a-f]+$/, "the ID of an endpoint", 'Example: "vpce-0a1b2c3d4e5f60718".'),
    ),
    serviceName: dimension(
      matching(
        /^[a-z0-9-]+(?:\.[A-Za-z0-9_-]+){2,}$/,
        "the full name of a service",
        'Example: "com.amazonaws.eu-west-1.ecr.api".',
      ),
    ),
    maximumDroppedPackets: integerBetween(1, MAX_PACKETS),
  },
  required: ["vpcId", "vpcEndpointId", "serviceName"],
  title: ({ name }) => `Interface endpoint ${name}`,
  monitors: ({ vpcId, vpcEndpointId, serviceName, maximumDroppedPackets = 1 }) => {
    const metric = metricsOf("AWS/PrivateLinkEndpoints", {
      "Endpoint Type": "Interface",
      "Service Name": serviceName,
      "VPC Endpoint Id": vpcEndpointId,
      "VPC Id": vpcId,
    });
    return [
      droppedPackets(metric("PacketsDropped", "Sum"), maximumDroppedPackets),
      shown("connections", "Active connections", metric("ActiveConnections", "Maximum")),
      shown("new-connections", "New connections", metric("NewConnections", "Sum")),
      shown("resets", "Reset packets of the service", metric("RstPacketsReceived", "Sum")),
      shown("bytes", "Bytes sent and received", metric("BytesProcessed", "Sum"), { unit: "Bytes" }),
    ];
  },
});

const droppedPackets = (value: Metric, threshold: number): Monitor => ({
  name: "dropped-packets",
  title: "Dropped packets",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold,
    severity: "ticket",
    meaning: "The endpoint drops packets, so requests to the service are slow or fail.",
    firstStep:
      "Look for an event of the service in the AWS Health Dashboard, and compare the bytes with the bandwidth of the endpoint.",
    runbook: "interface-endpoint-dropped-packets",
    reason:
      "AWS recommends five minutes in a row, because single packets are dropped and sent again. The argument states what is unusual.",
    source: recommendedAlarms("PrivateLinkEndpoints"),
  },
});
