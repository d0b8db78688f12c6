import { targetGroup } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { requestMetrics } from "../sources/requests";
import { raisedBy } from "./raised-by";

export const targetGroupDeclarations: AlarmDeclarations = {
  monitors: targetGroup({
    name: "orders",
    loadBalancer: "app/shop/50dc6c495c0c9188",
    targetGroup: "targetgroup/orders/73e2d6bc24d8a067",
    maximumLatencyMilliseconds: 1000,
  }),
  source: requestMetrics({ secondTargetGroup: "targetgroup/orders-new/6d0ecf831eec9f09" }),
  outcomes: {
    // A deployment releases the failing version in another target group, which this set does not watch.
    errors: raisedBy("outage"),
    // If 1 % of the requests time out, the p99 is slow.
    latency: raisedBy("slowBurn", "outage"),
    "no-healthy-targets": raisedBy("outage"),
    "unhealthy-targets": raisedBy("outage"),
  },
};
