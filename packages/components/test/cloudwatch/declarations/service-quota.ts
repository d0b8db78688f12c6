import { serviceQuota } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { PUBLISHED_EXAMPLES } from "../alarm-history";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

export const serviceQuotaDeclarations: AlarmDeclarations = {
  monitors: serviceQuota({ name: "vcpus", service: "EC2", resource: "vCPU", resourceClass: "Standard/OnDemand" }),
  source: serviceMetrics({
    ResourceCount: utilization({ idle: 60, busy: 120, leaked: 100, range: [0, 256] }),
    "SERVICE_QUOTA(ResourceCount)": utilization({ idle: 256, busy: 0, range: [0, 256] }),
  }),
  outcomes: { usage: raisedBy("slowBurn") },
};

/** A quota of 0, such as that for instances with GPUs in a new account. */
export const noQuotaDeclarations: AlarmDeclarations = {
  monitors: serviceQuota({ name: "gpus", service: "EC2", resource: "vCPU", resourceClass: "G/OnDemand" }),
  source: serviceMetrics({
    ResourceCount: utilization({ idle: 0, busy: 0 }),
    "SERVICE_QUOTA(ResourceCount)": utilization({ idle: 0, busy: 0 }),
  }),
  outcomes: { usage: raisedBy() },
  assumptions: [PUBLISHED_EXAMPLES],
};
