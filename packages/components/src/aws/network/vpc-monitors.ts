import type * as pulumi from "@pulumi/pulumi";
import { hasAlarm, type Monitor, type MonitorSet } from "../monitors/monitor";
import type { MonitorSetArgs } from "../monitors/monitor-set";
import { interfaceEndpoint, natGateway } from "../monitors/sets";
import type { NatGateways } from "./nat-gateways";
import type { EndpointPlan, VpcEndpoints } from "./vpc-endpoints";

/** What the monitors of a VPC watch. */
interface VpcTargets {
  readonly vpcId: pulumi.Input<string>;
  readonly nat: NatGateways;
  readonly endpointPlans: readonly EndpointPlan[];
  readonly endpoints: VpcEndpoints["endpoints"];
}

/** Returns the monitors of the NAT gateways and the interface endpoints of a VPC. */
export function vpcMonitors(set: MonitorSetArgs, { vpcId, nat, endpointPlans, endpoints }: VpcTargets): MonitorSet {
  const gateways = Object.entries(nat.gateways).flatMap(([slot, gateway]) =>
    named(`nat-${slot}`, `NAT gateway ${slot}`, natGateway({ ...set, natGatewayId: gateway.id }).monitors),
  );
  const interfaces = endpointPlans.flatMap(({ child, type, service }) => {
    const endpoint = type === "Interface" ? endpoints[child] : undefined;
    if (endpoint === undefined) return [];
    const vpcEndpointId = endpoint.id;
    const serviceName = endpoint.serviceName.apply((name) => name ?? service);
    const { monitors } = interfaceEndpoint({ ...set, vpcId, vpcEndpointId, serviceName });
    // A network has many endpoints, so the dashboard shows only what raises an alarm.
    return named(child, `Endpoint ${service}`, monitors.filter(hasAlarm));
  });
  const { name, region } = set;
  return {
    name,
    title: `VPC ${name}`,
    ...(region !== undefined && { region }),
    monitors: [...gateways, ...interfaces],
  };
}

/** Returns monitors whose names and titles begin with those of what they watch. */
const named = (prefix: string, title: string, monitors: readonly Monitor[]): Monitor[] =>
  monitors.map((monitor) => ({
    ...monitor,
    name: `${prefix}-${monitor.name}`,
    title: `${title}: ${monitor.title.charAt(0).toLowerCase()}${monitor.title.slice(1)}`,
  }));
