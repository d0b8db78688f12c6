import type { Monitor } from "../../../src/aws/monitors/monitor";
import { auroraCluster } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { durations, serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const GIB = 1024 ** 3;

const args = { name: "orders", dbClusterIdentifier: "orders" } as const;
const provisioned = auroraCluster({
  ...args,
  engine: "aurora-postgresql",
  memoryGiB: 16,
  maximumConnections: 400,
  maximumCommitMilliseconds: 100,
});
const isCapacity = ({ name }: Monitor) => name === "capacity";

export const auroraClusterDeclarations: AlarmDeclarations = {
  // A cluster has either an alarm for the CPU or one for the capacity.
  monitors: {
    ...provisioned,
    monitors: [...provisioned.monitors, ...auroraCluster({ ...args, serverless: true }).monitors.filter(isCapacity)],
  },
  source: serviceMetrics({
    CPUUtilization: utilization({ idle: 5, busy: 50, leaked: 90 }),
    ACUUtilization: utilization({ idle: 12, busy: 50, leaked: 90 }),
    // Clients retry while queries fail, so the connections are used up.
    DatabaseConnections: utilization({ idle: 20, busy: 120, failing: 600, leaked: 100, range: [0, 400] }),
    CommitLatency: durations(600, { typical: 4, timeout: 1000 }),
    CommitThroughput: utilization({ idle: 0, busy: 10, range: [0, 1000] }),
    AuroraReplicaLagMaximum: utilization({ idle: 10, busy: 40, leaked: 5000, range: [0, 60_000] }),
    FreeableMemory: utilization({ idle: 6 * GIB, busy: -2 * GIB, leaked: -6 * GIB, range: [0, 16 * GIB] }),
    MaximumUsedTransactionIDs: utilization({ idle: 2e8, busy: 0, leaked: 1.5e9, range: [0, 2 ** 31] }),
  }),
  outcomes: {
    cpu: raisedBy("slowBurn"),
    capacity: raisedBy("slowBurn"),
    connections: raisedBy("outage"),
    "commit-latency": raisedBy("outage"),
    "replica-lag": raisedBy("slowBurn"),
    memory: raisedBy("slowBurn"),
    "transaction-ids": raisedBy("slowBurn"),
  },
};
