import { elastiCacheNodes } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { durations, serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

export const elastiCacheNodesDeclarations: AlarmDeclarations = {
  monitors: elastiCacheNodes({
    name: "sessions",
    cacheClusterIds: ["sessions-001", "sessions-002"],
    maximumReadMilliseconds: 5,
    maximumReplicaLagSeconds: 10,
  }),
  source: serviceMetrics({
    EngineCPUUtilization: utilization({ idle: 1, busy: 60, leaked: 90 }),
    DatabaseMemoryUsagePercentage: utilization({ idle: 40, busy: 10, leaked: 55 }),
    // Clients connect again and again while requests fail.
    CurrConnections: utilization({ idle: 50, busy: 2000, failing: 100_000, range: [0, 65_000] }),
    SuccessfulReadRequestLatency: durations(6000, { typical: 200, timeout: 100_000 }),
    // The primary node has no lag, and publishes none.
    "ReplicationLag/CacheClusterId=sessions-001": () => undefined,
    ReplicationLag: utilization({ idle: 0, busy: 1, leaked: 60, range: [0, 3600] }),
  }),
  outcomes: {
    "engine-cpu": raisedBy("slowBurn"),
    memory: raisedBy("slowBurn"),
    connections: raisedBy("outage"),
    // If 1 % of the reads are slow, the p99 is slow.
    "read-latency": raisedBy("slowBurn", "outage", "quietNight"),
    "replica-lag": raisedBy("slowBurn"),
  },
};
