import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, integerBetween, matching, oneOf } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { utilization } from "../utilization";
import { databaseConnections, databaseCpu, databaseMemory, transactionIds, type DatabaseMetrics } from "./databases";

/** The arguments of `monitors.auroraCluster`. */
export interface AuroraClusterMonitorsArgs extends MonitorSetArgs {
  /** The identifier of the DB cluster. */
  readonly dbClusterIdentifier: pulumi.Input<string>;
  /**
   * The engine. The alarm for transaction IDs applies to PostgreSQL only.
   *
   * @default no alarm for transaction IDs
   */
  readonly engine?: "aurora-mysql" | "aurora-postgresql";
  /**
   * Whether the instances are serverless, and therefore grow with the load up to a maximum number of ACUs.
   *
   * @default false
   */
  readonly serverless?: boolean;
  /**
   * The memory of the writer in GiB, from 1 to 8192. For instances of a fixed size.
   *
   * @default no alarm for the available memory
   */
  readonly memoryGiB?: number;
  /**
   * The maximum number of connections to an instance, which is the parameter `max_connections`, from 1 to 262,143.
   *
   * @default no alarm for the number of connections
   */
  readonly maximumConnections?: number;
  /**
   * The number of milliseconds that 90 % of the commits may take, from 1 to 60,000.
   *
   * @default no alarm for slow commits
   */
  readonly maximumCommitMilliseconds?: number;
  /**
   * The number of milliseconds that readers may lag behind the writer, from 100 to 60,000.
   *
   * @default 1000, which is ten times the usual maximum
   */
  readonly maximumReplicaLagMilliseconds?: number;
}

const METRICS = "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html";
const SERVERLESS =
  "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html";
const REPLICATION = "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html";
const PERIOD_SECONDS = 60;
const MINIMUM_COMMITS_PER_SECOND = 0.2;

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
const dbClusterIdentifier = matching(/^[A-Za-z](?:-?[A-Za-z0-9]){0,62}$/, "the identifier of a DB cluster");

/**
 * Returns the monitors of an Aurora DB cluster.
 *
 * @remarks
 * Alarms: `cpu` (ticket), or `capacity` (ticket) if the instances are serverless; `replica-lag` (ticket), `connections` (page, with
 * `maximumConnections`), `commit-latency` (page, with `maximumCommitMilliseconds`), `memory` (ticket, with `memoryGiB`), and
 * `transaction-ids` (ticket, with the engine `aurora-postgresql`).
 *
 * The alarms watch the role of the writer instead of an instance, so that they still apply after a failover.
 *
 * @example
 * const set = monitors.auroraCluster({ name: "orders", dbClusterIdentifier: cluster.clusterIdentifier, serverless: true });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const auroraCluster = defineMonitorSet<AuroraClusterMonitorsArgs>({
  kind: "monitors.auroraCluster",
  checks: {
    dbClusterIdentifier: dimension(dbClusterIdentifier),
    engine: oneOf(["aurora-mysql", "aurora-postgresql"]),
    serverless: booleanValue,
    memoryGiB: integerBetween(1, 8192),
    maximumConnections: integerBetween(1, 262_143),
    maximumCommitMilliseconds: integerBetween(1, 60_000),
    maximumReplicaLagMilliseconds: integerBetween(100, 60_000),
  },
  required: ["dbClusterIdentifier"],
  title: ({ name }) => `Aurora cluster ${name}`,
  monitors: (args) => {
    const cluster = { DBClusterIdentifier: args.dbClusterIdentifier };
    const ofCluster = metricsOf("AWS/RDS", cluster);
    const metric = metricsOf("AWS/RDS", { ...cluster, Role: "WRITER" });
    const writer = { runbooks: "aurora-cluster", metric };
    return [
      ...load(writer, args.serverless ?? false),
      connections(writer, args.maximumConnections),
      commitLatency(writer, args.maximumCommitMilliseconds),
      replicaLag(ofCluster("AuroraReplicaLagMaximum", "Maximum"), args.maximumReplicaLagMilliseconds),
      memory(writer, args.memoryGiB),
      ...(args.engine === "aurora-postgresql" ? [transactionIds(writer)] : []),
      shown("cache-hits", "Hit ratio of the buffer cache", metric("BufferCacheHitRatio", "Average"), {
        unit: "Percent",
      }),
      shown("deadlocks", "Deadlocks", metric("Deadlocks", "Average"), { unit: "Count/Second" }),
      shown("storage", "Used storage", ofCluster("VolumeBytesUsed", "Maximum"), { unit: "Bytes", periodSeconds: 300 }),
    ];
  },
});

const load = (writer: DatabaseMetrics, isServerless: boolean): Monitor[] =>
  isServerless
    ? [
        capacity(writer.metric("ACUUtilization", "Average")),
        shown("cpu", "CPU utilization", writer.metric("CPUUtilization", "Average"), { unit: "Percent" }),
      ]
    : [databaseCpu(writer)];

const capacity = (value: Metric): AlarmMonitor =>
  utilization(value, {
    name: "capacity",
    title: "Used part of the maximum ACUs",
    maximumPercent: 95,
    minutes: 15,
    severity: "ticket",
    meaning: "The writer has grown to its maximum number of ACUs, so queries are slow if the load increases.",
    firstStep:
      "Look at the statements with the highest load in Performance Insights. Then tune them, or raise the maximum.",
    runbook: "aurora-cluster-capacity",
    reason:
      "A serverless instance does not grow beyond 100 %. Fifteen minutes rule out a short peak, which is no problem.",
    source: SERVERLESS,
  });

const connections = (writer: DatabaseMetrics, maximum: number | undefined): Monitor =>
  maximum === undefined
    ? shown("connections", "Connections", writer.metric("DatabaseConnections", "Maximum"))
    : databaseConnections(writer, maximum);

const memory = (writer: DatabaseMetrics, memoryGiB: number | undefined): Monitor =>
  memoryGiB === undefined
    ? shown("memory", "Available memory", writer.metric("FreeableMemory", "Minimum"), { unit: "Bytes" })
    : databaseMemory(writer, memoryGiB);

/** A few slow commits at night are no problem, and are the percentile of their minute. */
const commitLatency = ({ metric }: DatabaseMetrics, maximumMilliseconds: number | undefined): Monitor => ({
  name: "commit-latency",
  title: "Duration of commits (p90)",
  value: {
    metrics: { duration: metric("CommitLatency", "p90"), commits: metric("CommitThroughput", "Average") },
    expression: `IF(FILL(commits, 0) >= ${MINIMUM_COMMITS_PER_SECOND}, FILL(duration, 0), 0)`,
  },
  unit: "Milliseconds",
  periodSeconds: PERIOD_SECONDS,
  ...(maximumMilliseconds !== undefined && {
    alarm: {
      ...inARow(5),
      operator: ">=",
      threshold: maximumMilliseconds,
      severity: "page",
      meaning: "Commits are slow, so all clients that write wait.",
      firstStep: "Look for wait events in Performance Insights, and for a statement that writes more than usual.",
      runbook: "aurora-cluster-commit-latency",
      reason: "The threshold is an argument, because no number fits all workloads. Five minutes rule out a failover.",
      source: METRICS,
    },
  }),
});

/** Clusters without readers do not publish the metric. */
const replicaLag = (value: Metric, threshold = 1000): AlarmMonitor => ({
  name: "replica-lag",
  title: "Lag of the readers",
  value,
  unit: "Milliseconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold,
    severity: "ticket",
    meaning: "A reader lags behind, so clients read old data. Aurora restarts readers that lag too far behind.",
    firstStep: "Look for long queries on the readers, and compare their instance class with that of the writer.",
    runbook: "aurora-cluster-replica-lag",
    reason: "Readers usually lag less than 100 milliseconds behind. Five minutes rule out a restart.",
    source: REPLICATION,
  },
});
