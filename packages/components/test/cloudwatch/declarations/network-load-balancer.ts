import { networkLoadBalancer } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { lastResort, rejections, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_CONNECTIONS = 600;

export const networkLoadBalancerDeclarations: AlarmDeclarations = {
  monitors: networkLoadBalancer({ name: "broker", loadBalancer: "net/broker/50dc6c495c0c9188" }),
  source: serviceMetrics({
    UnhealthyRoutingFlowCount: lastResort(PEAK_CONNECTIONS),
    PortAllocationErrorCount: rejections(PEAK_CONNECTIONS),
  }),
  outcomes: {
    "unhealthy-routing": raisedBy("outage"),
    "port-allocation-errors": raisedBy("slowBurn"),
  },
};
