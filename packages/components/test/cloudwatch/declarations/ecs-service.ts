import {
  failedRequests,
  slowResponses,
  unhealthyTasks,
  type EcsServiceTargets,
} from "../../../src/aws/monitors/sets/ecs-service";
import type { AlarmDeclarations } from "../alarm-declarations";
import { requestMetrics } from "../sources/requests";
import { raisedBy } from "./raised-by";

const [FIRST, SECOND] = ["targetgroup/orders-tg/73e2d6bc24d8a067", "targetgroup/orders-tg2/6d0ecf831eec9f09"] as const;
const targets = (loadBalancerType: "application" | "network"): EcsServiceTargets => ({
  loadBalancerType,
  loadBalancer: "app/main/50dc6c495c0c9188",
  targetGroups: [FIRST, SECOND],
});

export const ecsServiceDeclarations: AlarmDeclarations = {
  monitors: {
    name: "orders",
    title: "ECS service orders",
    monitors: [
      failedRequests(targets("application"), { errorPercent: 5, minimumRequests: 20 }),
      slowResponses(targets("application"), { p99Seconds: 1, minimumRequests: 20 }),
      unhealthyTasks(targets("network")),
    ],
  },
  source: requestMetrics({ secondTargetGroup: SECOND }),
  outcomes: {
    errors: raisedBy("outage", "failedDeployment"),
    // If 1 % of the requests time out, the p99 is slow.
    latency: raisedBy("slowBurn", "outage", "failedDeployment"),
    "unhealthy-tasks": raisedBy("outage", "failedDeployment"),
  },
};
