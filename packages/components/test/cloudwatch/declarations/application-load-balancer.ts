import { applicationLoadBalancer } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { failures, rejections, serviceMetrics } from "../sources/service";
import { count } from "../sources/observations";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 1200;

export const applicationLoadBalancerDeclarations: AlarmDeclarations = {
  monitors: applicationLoadBalancer({ name: "shop", loadBalancer: "app/shop/50dc6c495c0c9188" }),
  source: serviceMetrics({
    HTTPCode_ELB_5XX_Count: failures(PEAK_REQUESTS),
    // Requests without a target are not counted.
    RequestCount: ({ load, failing }) => count(Math.ceil(PEAK_REQUESTS * load * (1 - failing))),
    RejectedConnectionCount: rejections(PEAK_REQUESTS),
  }),
  outcomes: {
    // A failed deployment answers with errors of its targets, which the monitors of the service watch.
    errors: raisedBy("outage"),
    "rejected-connections": raisedBy("slowBurn"),
  },
};
