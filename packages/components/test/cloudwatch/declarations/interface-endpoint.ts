import { interfaceEndpoint } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { losses, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

export const interfaceEndpointDeclarations: AlarmDeclarations = {
  monitors: interfaceEndpoint({
    name: "ecr-api",
    vpcId: "vpc-0a1b2c3d4e5f60718",
    vpcEndpointId: "vpce-0a1b2c3d4e5f60718",
    serviceName: "com.amazonaws.eu-west-1.ecr.api",
  }),
  source: serviceMetrics({ PacketsDropped: losses(3000) }),
  outcomes: {
    // The few packets that are dropped at night raise the ticket too: no rate is possible without the number of all packets.
    "dropped-packets": raisedBy("slowBurn", "outage", "quietNight"),
  },
};
