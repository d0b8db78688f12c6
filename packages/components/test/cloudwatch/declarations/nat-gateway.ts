import { natGateway } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { losses, rejections, requests, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_PACKETS = 3_000_000;
const PEAK_CONNECTIONS = 600;

export const natGatewayDeclarations: AlarmDeclarations = {
  monitors: natGateway({ name: "egress", natGatewayId: "nat-0a1b2c3d4e5f60718" }),
  source: serviceMetrics({
    ErrorPortAllocation: rejections(PEAK_CONNECTIONS),
    PacketsDropCount: losses(PEAK_PACKETS),
    PacketsInFromSource: requests(PEAK_PACKETS),
    PacketsInFromDestination: requests(PEAK_PACKETS),
  }),
  outcomes: {
    "port-allocation-errors": raisedBy("slowBurn"),
    "dropped-packets": raisedBy("slowBurn", "outage"),
  },
};
