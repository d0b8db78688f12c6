import { ecsService } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { healthy, serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const TASKS = 4;

export const ecsTasksDeclarations: AlarmDeclarations = {
  monitors: ecsService({ name: "orders", clusterName: "shop", serviceName: "orders", containerInsights: true }),
  source: serviceMetrics({
    DesiredTaskCount: utilization({ idle: TASKS, busy: 0 }),
    RunningTaskCount: healthy(TASKS),
    CPUUtilization: utilization({ idle: 10, busy: 50, leaked: 60 }),
    MemoryUtilization: utilization({ idle: 50, busy: 10, leaked: 50 }),
  }),
  outcomes: {
    "most-tasks-missing": raisedBy("outage"),
    "missing-tasks": raisedBy("outage"),
    cpu: raisedBy("slowBurn"),
    memory: raisedBy("slowBurn"),
  },
};
