import { autoScalingGroup } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { healthy, serviceMetrics, unhealthy, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const INSTANCES = 4;

export const autoScalingGroupDeclarations: AlarmDeclarations = {
  monitors: autoScalingGroup({ name: "workers", autoScalingGroupName: "workers", groupMetrics: true }),
  source: serviceMetrics({
    GroupDesiredCapacity: utilization({ idle: INSTANCES, busy: 0 }),
    GroupInServiceCapacity: healthy(INSTANCES),
    StatusCheckFailed: unhealthy(INSTANCES),
    CPUUtilization: utilization({ idle: 10, busy: 50, leaked: 60 }),
  }),
  outcomes: {
    "most-instances-missing": raisedBy("outage"),
    "missing-instances": raisedBy("outage"),
    "status-checks": raisedBy("outage"),
    cpu: raisedBy("slowBurn"),
  },
};
