import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { databaseConnections, databaseCpu, databaseMemory, transactionIds, type DatabaseMetrics } from "./databases";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.rdsInstance`. */
export interface RdsInstanceMonitorsArgs extends MonitorSetArgs {
  /** The identifier of the DB instance. */
  readonly dbInstanceIdentifier: pulumi.Input<string>;
  /**
   * The engine: `"postgres"`. The alarm for transaction IDs applies to PostgreSQL only.
   *
   * @default no alarm for transaction IDs
   */
  readonly engine?: string;
  /**
   * The size of the storage in GiB, from 20 to 65,536.
   *
   * @default no alarms for the free storage
   */
  readonly storageGiB?: number;
  /**
   * The memory of the instance in GiB, from 1 to 8192.
   *
   * @default no alarm for the available memory
   */
  readonly memoryGiB?: number;
  /**
   * The maximum number of connections, which is the parameter `max_connections`, from 1 to 262,143.
   *
   * @default no alarm for the number of connections
   */
  readonly maximumConnections?: number;
  /**
   * The number of milliseconds that a disk operation may take, from 1 to 10,000.
   *
   * @default 20, above which AWS recommends an investigation
   */
  readonly maximumDiskLatencyMilliseconds?: number;
  /**
   * The number of seconds that the instance may lag behind, from 1 to 86,400. For read replicas.
   *
   * @default no alarm for the lag
   */
  readonly maximumReplicaLagSeconds?: number;
}

const RECOMMENDED_ALARMS = recommendedAlarms("RDS");
const METRICS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html";
const PERIOD_SECONDS = 60;
const GIB = 1024 ** 3;
const MILLISECONDS = 1000;
const LOW_STORAGE_FRACTION = 0.1;
const EXHAUSTED_STORAGE_FRACTION = 0.02;

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
const dbInstanceIdentifier = matching(/^[A-Za-z](?:-?[A-Za-z0-9]){0,62}$/, "the identifier of a DB instance");
const engine = matching(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "an engine of RDS", 'Examples: "postgres", "mysql".');

/**
 * Returns the monitors of an RDS DB instance.
 *
 * @remarks
 * Alarms: `cpu` (ticket), `disk-latency` (ticket), `connections` (page, with `maximumConnections`), `memory` (ticket, with
 * `memoryGiB`), `free-storage` (ticket, with `storageGiB`), `storage-exhausted` (page, with `storageGiB`), `transaction-ids`
 * (ticket, with the engine `postgres`), and `replica-lag` (ticket, with `maximumReplicaLagSeconds`).
 *
 * RDS publishes no metric for the availability of an instance. The services that use it raise their alarms.
 *
 * @example
 * const set = monitors.rdsInstance({ name: "orders", dbInstanceIdentifier: database.identifier, storageGiB: 100 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const rdsInstance = defineMonitorSet<RdsInstanceMonitorsArgs>({
  kind: "monitors.rdsInstance",
  checks: {
    dbInstanceIdentifier: dimension(dbInstanceIdentifier),
    engine,
    storageGiB: integerBetween(20, 65_536),
    memoryGiB: integerBetween(1, 8192),
    maximumConnections: integerBetween(1, 262_143),
    maximumDiskLatencyMilliseconds: integerBetween(1, 10_000),
    maximumReplicaLagSeconds: integerBetween(1, 86_400),
  },
  required: ["dbInstanceIdentifier"],
  title: ({ name }) => `RDS instance ${name}`,
  monitors: (args) => {
    const metric = metricsOf("AWS/RDS", { DBInstanceIdentifier: args.dbInstanceIdentifier });
    const database = { runbooks: "rds-instance", metric };
    return [
      databaseCpu(database),
      diskLatency(database, args.maximumDiskLatencyMilliseconds),
      ...connections(database, args.maximumConnections),
      ...memory(database, args.memoryGiB),
      ...storage(metric("FreeStorageSpace", "Minimum"), args.storageGiB),
      ...(args.engine === "postgres" ? [transactionIds(database)] : []),
      ...(args.maximumReplicaLagSeconds === undefined
        ? []
        : [replicaLag(metric("ReplicaLag", "Maximum"), args.maximumReplicaLagSeconds)]),
      shown("read-operations", "Read operations", metric("ReadIOPS", "Average"), { unit: "Count/Second" }),
      shown("write-operations", "Write operations", metric("WriteIOPS", "Average"), { unit: "Count/Second" }),
    ];
  },
});

const connections = (database: DatabaseMetrics, maximum: number | undefined): Monitor[] => [
  maximum === undefined
    ? shown("connections", "Connections", database.metric("DatabaseConnections", "Maximum"))
    : databaseConnections(database, maximum),
];

const memory = (database: DatabaseMetrics, memoryGiB: number | undefined): Monitor[] => [
  memoryGiB === undefined
    ? shown("memory", "Available memory", database.metric("FreeableMemory", "Minimum"), { unit: "Bytes" })
    : databaseMemory(database, memoryGiB),
];

/** The slower of reads and writes. With one data point per minute, the percentile is the value of the minute. */
const diskLatency = ({ metric }: DatabaseMetrics, maximumMilliseconds = 20): AlarmMonitor => ({
  name: "disk-latency",
  title: "Latency of the disk (p90)",
  value: {
    metrics: { reads: metric("ReadLatency", "p90"), writes: metric("WriteLatency", "p90") },
    expression: "MAX([FILL(reads, 0), FILL(writes, 0)])",
  },
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(10),
    operator: ">=",
    threshold: maximumMilliseconds / MILLISECONDS,
    severity: "ticket",
    meaning: "The disk of the database is slow, because it has reached its operations or its throughput.",
    firstStep: "Compare the operations and the throughput with the limits of the volume and of the instance class.",
    runbook: "rds-instance-disk-latency",
    reason:
      "AWS recommends an investigation above 20 milliseconds. Ten minutes rule out a single checkpoint or backup.",
    source: RECOMMENDED_ALARMS,
  },
});

function storage(value: Metric, storageGiB: number | undefined): Monitor[] {
  if (storageGiB === undefined) return [shown("free-storage", "Free storage", value, { unit: "Bytes" })];
  const shared = { value, unit: "Bytes", periodSeconds: PERIOD_SECONDS } as const;
  const firstStep =
    "Extend the storage, and look for unused replication slots, temporary tables, and logs that use it.";
  return [
    {
      ...shared,
      name: "free-storage",
      title: "Free storage",
      alarm: {
        ...inARow(15),
        operator: "<=",
        threshold: storageGiB * GIB * LOW_STORAGE_FRACTION,
        severity: "ticket",
        meaning: `Less than ${LOW_STORAGE_FRACTION * 100} % of the storage is free.`,
        firstStep,
        runbook: "rds-instance-free-storage",
        reason: "Storage autoscaling acts at 10 % after five minutes, so it is off, or has reached its limit.",
        source: METRICS,
      },
    },
    {
      ...shared,
      name: "storage-exhausted",
      title: "Free storage before the instance stops",
      alarm: {
        ...inARow(5),
        operator: "<=",
        threshold: storageGiB * GIB * EXHAUSTED_STORAGE_FRACTION,
        severity: "page",
        meaning: "The storage is nearly full. The database stops accepting connections when it is.",
        firstStep,
        runbook: "rds-instance-storage-exhausted",
        reason: "2 % leave time to extend the storage, which takes effect within minutes.",
        source: RECOMMENDED_ALARMS,
      },
    },
  ];
}

const replicaLag = (value: Metric, maximumSeconds: number): AlarmMonitor => ({
  name: "replica-lag",
  title: "Lag of the replica",
  value,
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: maximumSeconds,
    severity: "ticket",
    meaning: "The replica lags behind, so clients read old data.",
    firstStep: "Look for long queries on the replica, and compare its instance class with that of the source.",
    runbook: "rds-instance-replica-lag",
    reason: "The argument states how old data may be. Five minutes rule out a single large transaction.",
    source: RECOMMENDED_ALARMS,
  },
});
