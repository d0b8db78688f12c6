import { mskCluster } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { healthy, serviceMetrics, unhealthy, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

export const mskClusterDeclarations: AlarmDeclarations = {
  monitors: mskCluster({ name: "events", clusterName: "events", brokers: 2 }),
  source: serviceMetrics({
    ActiveControllerCount: healthy(1),
    OfflinePartitionsCount: unhealthy(20),
    UnderMinIsrPartitionCount: unhealthy(10),
    // Replicas that do not keep up with a full disk.
    UnderReplicatedPartitions: utilization({ idle: 0, busy: 0, leaked: 20 }),
    KafkaDataLogsDiskUsed: utilization({ idle: 40, busy: 0, leaked: 60 }),
    "CpuIdle/Broker ID=1": utilization({ idle: 90, busy: -20 }),
    CpuIdle: utilization({ idle: 90, busy: -40, leaked: -60 }),
  }),
  outcomes: {
    "no-controller": raisedBy("outage"),
    "offline-partitions": raisedBy("outage"),
    "missing-replicas": raisedBy("outage"),
    // An outage of half an hour is shorter than updates that restart all brokers.
    "under-replicated": raisedBy("slowBurn"),
    "used-storage": raisedBy("slowBurn"),
    "exhausted-storage": raisedBy("slowBurn"),
    cpu: raisedBy("slowBurn"),
  },
};
