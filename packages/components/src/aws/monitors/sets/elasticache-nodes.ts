import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type Check } from "../../../shared/argument-issues";
import { expected, integerBetween, matching, oneOf } from "../../../shared/checks";
import { describeValue } from "../../../shared/wording";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric, MetricMath, Statistic } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, type MonitorSetArgs } from "../monitor-set";
import { byNode, filledNodes, highestOf } from "../nodes";
import { shareOf } from "../shares";
import { utilization } from "../utilization";
import { recommendedAlarms } from "./recommended-alarms";

const POLICIES = [
  "allkeys-lfu",
  "allkeys-lru",
  "allkeys-random",
  "noeviction",
  "volatile-lfu",
  "volatile-lru",
  "volatile-random",
  "volatile-ttl",
] as const;

/** The arguments of `monitors.elastiCacheNodes`. */
export interface ElastiCacheNodesMonitorsArgs extends MonitorSetArgs {
  /**
   * The IDs of the nodes of a replication group, from 1 to 10: `["sessions-001", "sessions-002"]`, or
   * `["sessions-0001-001", "sessions-0001-002"]` in cluster mode. ElastiCache publishes metrics for each node, and an alarm has at
   * most ten metrics. For more nodes, use a set for each shard.
   */
  readonly cacheClusterIds: readonly pulumi.Input<string>[];
  /**
   * What the engine does if its memory is full, which is the parameter `maxmemory-policy`. With `allkeys`, full memory is normal.
   *
   * @default "volatile-lru"
   */
  readonly maxmemoryPolicy?: (typeof POLICIES)[number];
  /**
   * The number of milliseconds that 99 % of the reads may take, from 1 to 10,000.
   *
   * @default no alarm for slow reads
   */
  readonly maximumReadMilliseconds?: number;
  /**
   * The number of seconds that replicas may lag behind, from 1 to 86,400.
   *
   * @default no alarm for the lag
   */
  readonly maximumReplicaLagSeconds?: number;
}

const RECOMMENDED_ALARMS = recommendedAlarms("ElastiCache");
const METRICS = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html";
const WHICH_METRICS = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html";
const PERIOD_SECONDS = 60;
const MAX_NODES = 10;
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html#metrics-curr-connections
const MAX_CONNECTIONS = 65_000;
const CONNECTIONS_FRACTION = 0.9;

// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
const nodeId = matching(/^[A-Za-z](?:-?[A-Za-z0-9]){0,49}$/, "the ID of a node");

const nodeIds: Check<unknown> = (value) => {
  const what = `an array of 1 to ${MAX_NODES} IDs of nodes`;
  if (!Array.isArray(value)) return expected("wrong-type", what);
  if (value.length < 1 || value.length > MAX_NODES) {
    return { code: "out-of-range", statement: `expected ${what}, got ${value.length}` };
  }
  const invalid: unknown = value
    .filter((id: unknown) => isPlainValue(id))
    .find((id: unknown) => nodeId(id) !== undefined);
  return invalid === undefined
    ? undefined
    : { code: "invalid-format", statement: `${describeValue(invalid)} is not the ID of a node` };
};

type NodeMetrics = (name: string, statistic: Statistic) => readonly Metric[];

/**
 * Returns the monitors of the nodes of an ElastiCache replication group with Valkey or Redis OSS.
 *
 * @remarks
 * Alarms: `engine-cpu` (ticket), `connections` (page), `memory` (ticket, except with the policies `allkeys`), `read-latency` (ticket,
 * with `maximumReadMilliseconds`), and `replica-lag` (ticket, with `maximumReplicaLagSeconds`). Each watches the node with the
 * highest value.
 *
 * @example
 * const set = monitors.elastiCacheNodes({ name: "sessions", cacheClusterIds: ["sessions-001", "sessions-002"] });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const elastiCacheNodes = defineMonitorSet<ElastiCacheNodesMonitorsArgs>({
  kind: "monitors.elastiCacheNodes",
  checks: {
    cacheClusterIds: nodeIds,
    maxmemoryPolicy: oneOf(POLICIES),
    maximumReadMilliseconds: integerBetween(1, 10_000),
    maximumReplicaLagSeconds: integerBetween(1, 86_400),
  },
  required: ["cacheClusterIds"],
  title: ({ name }) => `ElastiCache nodes ${name}`,
  monitors: (args) => {
    const { cacheClusterIds, maxmemoryPolicy = "volatile-lru", maximumReplicaLagSeconds } = args;
    // A node with Valkey or Redis OSS is a cluster of one node.
    const metrics: NodeMetrics = (name, statistic) =>
      cacheClusterIds.map((id) =>
        metricsOf("AWS/ElastiCache", { CacheClusterId: id, CacheNodeId: "0001" })(name, statistic),
      );
    return [
      engineCpu(metrics),
      memory(metrics, maxmemoryPolicy),
      connections(metrics),
      readLatency(metrics, args.maximumReadMilliseconds),
      ...(maximumReplicaLagSeconds === undefined ? [] : [replicaLag(metrics, maximumReplicaLagSeconds)]),
      shown("hits", "Hit ratio", hitRatio(metrics), { unit: "Percent" }),
      shown("evictions", "Evictions", highestOf(metrics("Evictions", "Sum"))),
    ];
  },
});

const hitRatio = (metrics: NodeMetrics): MetricMath =>
  shareOf({ parts: byNode("h", metrics("CacheHits", "Sum")), others: byNode("m", metrics("CacheMisses", "Sum")) });

const engineCpu = (metrics: NodeMetrics): AlarmMonitor =>
  utilization(highestOf(metrics("EngineCPUUtilization", "Average")), {
    name: "engine-cpu",
    title: "CPU utilization of the engine",
    maximumPercent: 90,
    minutes: 10,
    severity: "ticket",
    meaning: "The engine has nearly used up its CPU, so commands wait for each other.",
    firstStep: "Look for slow commands in the slow log. Then add replicas for reads, or shards for writes.",
    runbook: "elasticache-nodes-engine-cpu",
    reason: "AWS recommends 90 %. Ten minutes rule out a snapshot.",
    source: WHICH_METRICS,
  });

function memory(metrics: NodeMetrics, policy: (typeof POLICIES)[number]): Monitor {
  const value = highestOf(metrics("DatabaseMemoryUsagePercentage", "Average"));
  if (policy.startsWith("allkeys-")) return shown("memory", "Used memory", value, { unit: "Percent" });
  return utilization(value, {
    name: "memory",
    title: "Used memory",
    maximumPercent: 80,
    minutes: 15,
    severity: "ticket",
    meaning:
      policy === "noeviction"
        ? "A node has nearly no memory left. Writes fail when it has none."
        : "A node has nearly no memory left. It evicts keys that expire, and if there are none, writes fail.",
    firstStep: "Look for keys without an expiration, and choose a larger node type or add shards.",
    runbook: "elasticache-nodes-memory",
    reason:
      "The rest leaves time to act, and memory for snapshots. Fifteen minutes rule out a job that frees its keys.",
    source: WHICH_METRICS,
  });
}

const connections = (metrics: NodeMetrics): AlarmMonitor => ({
  name: "connections",
  title: "Connections",
  value: highestOf(metrics("CurrConnections", "Maximum")),
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: MAX_CONNECTIONS * CONNECTIONS_FRACTION,
    severity: "page",
    meaning: `A node has nearly ${MAX_CONNECTIONS.toLocaleString("en")} connections, which is the maximum, and soon rejects clients.`,
    firstStep: "Find the clients with the most connections with CLIENT LIST, and restart those that leak them.",
    runbook: "elasticache-nodes-connections",
    reason: "Clients that retry use up the rest within minutes. Five minutes rule out a deployment.",
    source: WHICH_METRICS,
  },
});

/** The metric is in microseconds. */
const readLatency = (metrics: NodeMetrics, maximum: number | undefined): Monitor => {
  const nodes = metrics("SuccessfulReadRequestLatency", "p99");
  return {
    name: "read-latency",
    title: "Latency of reads (p99)",
    value: {
      metrics: byNode("n", nodes),
      expression: `MAX([${filledNodes("n", nodes.length).join(", ")}]) / 1000`,
    },
    unit: "Milliseconds",
    periodSeconds: PERIOD_SECONDS,
    ...(maximum !== undefined && {
      alarm: {
        ...inARow(5),
        operator: ">=",
        threshold: maximum,
        severity: "ticket",
        meaning: "Reads from the cache are slow.",
        firstStep: "Look for slow commands in the slow log, and for packets above the network allowance of the node.",
        runbook: "elasticache-nodes-read-latency",
        reason: "The threshold is an argument, because no number fits all commands. Five minutes rule out a snapshot.",
        source: METRICS,
      },
    }),
  };
};

/** Primary nodes do not publish the metric. */
const replicaLag = (metrics: NodeMetrics, maximumSeconds: number): AlarmMonitor => ({
  name: "replica-lag",
  title: "Lag of the replicas",
  value: highestOf(metrics("ReplicationLag", "Maximum")),
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: maximumSeconds,
    severity: "ticket",
    meaning: "A replica lags behind, so clients read old data, and a failover loses writes.",
    firstStep:
      "Compare the number of writes with a usual day, and look for packets above the network allowance of the node.",
    runbook: "elasticache-nodes-replica-lag",
    reason: "The argument states how old data may be. Five minutes rule out a replica that is synchronized again.",
    source: RECOMMENDED_ALARMS,
  },
});
