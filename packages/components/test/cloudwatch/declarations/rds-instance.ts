import { rdsInstance } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const GIB = 1024 ** 3;

export const rdsInstanceDeclarations: AlarmDeclarations = {
  monitors: rdsInstance({
    name: "orders",
    dbInstanceIdentifier: "orders",
    engine: "postgres",
    storageGiB: 100,
    memoryGiB: 16,
    maximumConnections: 400,
    maximumReplicaLagSeconds: 60,
  }),
  source: serviceMetrics({
    CPUUtilization: utilization({ idle: 5, busy: 50, leaked: 90 }),
    ReadLatency: utilization({ idle: 0.001, busy: 0.002, leaked: 0.03, range: [0, 10] }),
    WriteLatency: utilization({ idle: 0.001, busy: 0.003, leaked: 0.05, range: [0, 10] }),
    // Clients retry while queries fail, so the connections are used up.
    DatabaseConnections: utilization({ idle: 20, busy: 120, failing: 600, leaked: 100, range: [0, 400] }),
    FreeableMemory: utilization({ idle: 6 * GIB, busy: -2 * GIB, leaked: -6 * GIB, range: [0, 16 * GIB] }),
    FreeStorageSpace: utilization({ idle: 60 * GIB, busy: 0, leaked: -60 * GIB, range: [0, 100 * GIB] }),
    MaximumUsedTransactionIDs: utilization({ idle: 2e8, busy: 0, leaked: 1.5e9, range: [0, 2 ** 31] }),
    ReplicaLag: utilization({ idle: 1, busy: 5, leaked: 300, range: [0, 86_400] }),
  }),
  outcomes: {
    cpu: raisedBy("slowBurn"),
    "disk-latency": raisedBy("slowBurn"),
    connections: raisedBy("outage"),
    memory: raisedBy("slowBurn"),
    "free-storage": raisedBy("slowBurn"),
    "storage-exhausted": raisedBy("slowBurn"),
    "transaction-ids": raisedBy("slowBurn"),
    "replica-lag": raisedBy("slowBurn"),
  },
};
