import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, integerFrom, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { byNode, filledNodes, highestOf } from "../nodes";
import { utilization, type UtilizationAlarm } from "../utilization";

/** The arguments of `monitors.mskCluster`. */
export interface MskClusterMonitorsArgs extends MonitorSetArgs {
  /** The name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** The number of brokers, from 1 to 10. An alarm has at most ten metrics, so a larger cluster needs a set for each ten brokers. */
  readonly brokers: number;
  /**
   * The ID of the first of these brokers.
   *
   * @default 1
   */
  readonly firstBrokerId?: number;
}

const METRICS = "https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html";
const BEST_PRACTICES = "https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html";
const PERIOD_SECONDS = 60;
const LONG_PERIOD_SECONDS = 300;
const MAX_BROKERS = 10;

/** Accepts names of MSK clusters. */
// https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
export const mskClusterName = matching(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, "the name of an MSK cluster");

type BrokerMetrics = (name: string, statistic: Statistic) => readonly Metric[];

/**
 * Returns the monitors of an Amazon MSK cluster with Standard brokers.
 *
 * @remarks
 * Alarms: `no-controller` (page), `offline-partitions` (page), `missing-replicas` (page), `exhausted-storage` (page),
 * `under-replicated` (ticket), `used-storage` (ticket), and `cpu` (ticket). `monitors.mskConsumer` watches the lag of a consumer group.
 *
 * @example
 * const set = monitors.mskCluster({ name: "events", clusterName: cluster.clusterName, brokers: 3 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const mskCluster = defineMonitorSet<MskClusterMonitorsArgs>({
  kind: "monitors.mskCluster",
  checks: {
    clusterName: dimension(mskClusterName),
    brokers: integerBetween(1, MAX_BROKERS),
    firstBrokerId: integerFrom(1),
  },
  required: ["clusterName", "brokers"],
  title: ({ name }) => `MSK cluster ${name}`,
  monitors: ({ clusterName, brokers, firstBrokerId = 1 }) => {
    const cluster = { "Cluster Name": clusterName };
    const metric = metricsOf("AWS/Kafka", cluster);
    const ids = Array.from({ length: brokers }, (_, index) => String(firstBrokerId + index));
    const ofBrokers: BrokerMetrics = (name, statistic) =>
      ids.map((id) => metricsOf("AWS/Kafka", { ...cluster, "Broker ID": id })(name, statistic));
    return [
      noController(metric("ActiveControllerCount", "Maximum")),
      offlinePartitions(metric("OfflinePartitionsCount", "Maximum")),
      missingReplicas(ofBrokers),
      underReplicated(ofBrokers),
      ...storage(metric("KafkaDataLogsDiskUsed", "Maximum")),
      cpu(ofBrokers),
      shown("bytes-in", "Data received", highestOf(ofBrokers("BytesInPerSec", "Average")), { unit: "Bytes/Second" }),
      shown("bytes-out", "Data sent", highestOf(ofBrokers("BytesOutPerSec", "Average")), { unit: "Bytes/Second" }),
      shown("connections", "Connections", highestOf(ofBrokers("ConnectionCount", "Maximum"))),
    ];
  },
});

const noController = (value: Metric): AlarmMonitor => ({
  name: "no-controller",
  title: "Active controllers",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: "<",
    threshold: 1,
    severity: "page",
    meaning: "The cluster has no controller, so partitions without a leader stay unavailable.",
    firstStep: "Look at the state of the cluster and at the AWS Health Dashboard, and contact AWS Support.",
    runbook: "msk-cluster-no-controller",
    reason: "A cluster always has one active controller. Five minutes rule out the election of another one.",
    source: METRICS,
  },
});

const offlinePartitions = (value: Metric): AlarmMonitor => ({
  name: "offline-partitions",
  title: "Offline partitions",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold: 1,
    severity: "page",
    meaning: "Partitions have no leader, so clients can neither read nor write them.",
    firstStep:
      "Find them with kafka-topics --unavailable-partitions, and look for a broker that is replaced or has a full disk.",
    runbook: "msk-cluster-offline-partitions",
    reason: "A healthy cluster has none. Three minutes rule out the election of leaders.",
    source: METRICS,
  },
});

const missingReplicas = (ofBrokers: BrokerMetrics): AlarmMonitor => ({
  name: "missing-replicas",
  title: "Partitions with too few replicas to write",
  value: highestOf(ofBrokers("UnderMinIsrPartitionCount", "Maximum")),
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: 1,
    severity: "page",
    meaning: "Partitions have fewer replicas in sync than min.insync.replicas, so writes with acks=all fail.",
    firstStep:
      "Look for a broker that is down or overloaded. Check that min.insync.replicas is below the replication factor.",
    runbook: "msk-cluster-missing-replicas",
    reason:
      "A broker that restarts does not cause it, if min.insync.replicas is below the replication factor, as AWS recommends.",
    source: BEST_PRACTICES,
  },
});

const underReplicated = (ofBrokers: BrokerMetrics): AlarmMonitor => ({
  name: "under-replicated",
  title: "Under-replicated partitions",
  value: highestOf(ofBrokers("UnderReplicatedPartitions", "Maximum")),
  unit: "Count",
  periodSeconds: LONG_PERIOD_SECONDS,
  alarm: {
    ...inARow(12),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "Partitions have lacked replicas for an hour, so the failure of one more broker makes them unavailable.",
    firstStep:
      "Find the slow broker with kafka-topics --under-replicated-partitions, and compare its CPU and disk with the others.",
    runbook: "msk-cluster-under-replicated",
    reason:
      "Patches and updates restart each broker for up to fifteen minutes. After an hour, a broker does not keep up.",
    source: METRICS,
  },
});

/** Returns the alarm of a percentage, with what all of them have in common. */
const clusterUtilization = (
  value: Parameters<typeof utilization>[0],
  alarm: Omit<UtilizationAlarm, "runbook" | "source">,
): AlarmMonitor => utilization(value, { ...alarm, runbook: `msk-cluster-${alarm.name}`, source: BEST_PRACTICES });

const storage = (value: Metric): AlarmMonitor[] => [
  clusterUtilization(value, {
    name: "used-storage",
    title: "Used storage of the fullest broker",
    maximumPercent: 85,
    minutes: 15,
    severity: "ticket",
    meaning: "A broker has less than 15 % of its storage left.",
    firstStep:
      "Extend the storage or turn on automatic scaling. Otherwise, reduce the retention of the largest topics.",
    reason: "AWS recommends 85 %.",
  }),
  clusterUtilization(value, {
    name: "exhausted-storage",
    title: "Used storage before brokers stop",
    maximumPercent: 95,
    minutes: 5,
    severity: "page",
    meaning: "A broker has nearly no storage left. It stops when it has none, and does not start again by itself.",
    firstStep:
      "Extend the storage, which takes effect without a restart. Meanwhile, reduce the retention of the largest topics.",
    reason: "5 % leave time to extend the storage.",
  }),
];

const cpu = (ofBrokers: BrokerMetrics): AlarmMonitor => {
  const idle = ofBrokers("CpuIdle", "Average");
  return clusterUtilization(
    { metrics: byNode("n", idle), expression: `100 - MIN([${filledNodes("n", idle.length, 100).join(", ")}])` },
    {
      name: "cpu",
      title: "CPU utilization of the busiest broker",
      maximumPercent: 60,
      minutes: 15,
      severity: "ticket",
      meaning: "The brokers have too little CPU left to take over the work of one that fails or restarts.",
      firstStep:
        "Compare the brokers, because few partitions can cause most of the load. Then choose larger brokers, or add some.",
      reason: "AWS recommends to stay below 60 %, so that the rest can redistribute the load of a broker.",
    },
  );
};
