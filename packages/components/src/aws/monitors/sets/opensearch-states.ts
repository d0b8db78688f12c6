import { inARow } from "../alarm-periods";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor, MonitorAlarm } from "../monitor";
import { utilization } from "../utilization";
import { OPENSEARCH_ALARMS } from "./opensearch-alarms";

type DomainMetric = (name: string, statistic: Statistic) => Metric;

/** A state that is 1 or 0. */
interface State extends Pick<MonitorAlarm, "firstStep" | "meaning" | "reason" | "severity"> {
  readonly name: string;
  readonly title: string;
  readonly metricName: string;
  /** The number of minutes in a row after which the alarm is raised. */
  readonly minutes: number;
}

const STATES: readonly State[] = [
  {
    name: "red-status",
    title: "Red status",
    metricName: "ClusterStatus.red",
    minutes: 3,
    severity: "page",
    meaning: "A primary shard and its replicas are not allocated to a node, so an index is incomplete.",
    firstStep: "Find the shards with GET _cluster/allocation/explain, and check the free storage of the nodes.",
    reason: "AWS recommends one minute. Three minutes rule out an index that is created.",
  },
  {
    name: "writes-blocked",
    title: "Blocked writes",
    metricName: "ClusterIndexWritesBlocked",
    minutes: 5,
    severity: "page",
    meaning: "The domain rejects writes, because its storage or its memory is used up.",
    firstStep: "Delete old indexes or extend the storage. If there is space, look at the memory pressure of the JVM.",
    reason: "AWS recommends five minutes.",
  },
  {
    name: "key-inaccessible",
    title: "Inaccessible key",
    metricName: "KMSKeyInaccessible",
    minutes: 3,
    severity: "page",
    meaning: "The domain cannot use its KMS key any more, and cannot be recovered if that does not change.",
    firstStep: "Cancel the deletion of the key, or restore the grants of OpenSearch Service in its policy.",
    reason:
      "Each data point means that the key was deleted, or that its grants were revoked. Three minutes rule out a failed call.",
  },
  {
    name: "yellow-status",
    title: "Yellow status",
    metricName: "ClusterStatus.yellow",
    minutes: 30,
    severity: "ticket",
    meaning: "A replica is not allocated to a node, so the failure of one more node makes an index incomplete.",
    firstStep:
      "Find the shards with GET _cluster/allocation/explain, and compare the number of replicas with the number of nodes.",
    reason:
      "A node that is replaced makes the status yellow until its shards are copied. After half an hour, something is wrong.",
  },
  {
    name: "failed-snapshots",
    title: "Failed snapshots",
    metricName: "AutomatedSnapshotFailure",
    minutes: 3,
    severity: "ticket",
    meaning: "No automated snapshot has been taken for 36 hours, so there is no recent backup.",
    firstStep:
      "Check that the status of the cluster is not red, and list the snapshots with GET _snapshot/cs-automated-enc/_all.",
    reason: "The service waits for 36 hours before it reports the failure.",
  },
];

/** Returns the monitors of the states of a domain. */
export const openSearchStates = (metric: DomainMetric): AlarmMonitor[] =>
  STATES.map(({ name, title, metricName, minutes, ...alarm }) => ({
    name,
    title,
    value: metric(metricName, "Maximum"),
    unit: "Count",
    periodSeconds: 60,
    alarm: {
      ...inARow(minutes),
      operator: ">=",
      threshold: 1,
      ...alarm,
      runbook: `opensearch-domain-${name}`,
      source: OPENSEARCH_ALARMS,
    },
  }));

/** Returns the monitor of the connection to the dedicated master nodes. */
export const masterUnreachable = (metric: DomainMetric): AlarmMonitor => ({
  name: "master-unreachable",
  title: "Connection to the master node",
  value: metric("MasterReachableFromNode", "Maximum"),
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(5),
    operator: "<",
    threshold: 1,
    severity: "page",
    meaning: "The data nodes cannot reach the master node, so the domain does not accept changes.",
    firstStep:
      "Look for an event in the AWS Health Dashboard, and for a change of the domain in progress. Then contact AWS Support.",
    runbook: "opensearch-domain-master-unreachable",
    reason: "AWS recommends five minutes, which also rule out the election of a new master node.",
    source: OPENSEARCH_ALARMS,
  },
});

/** Returns the monitor of the CPU of the dedicated master nodes. */
export const masterCpu = (metric: DomainMetric): AlarmMonitor =>
  utilization(metric("MasterCPUUtilization", "Maximum"), {
    name: "master-cpu",
    title: "CPU utilization of the master nodes",
    maximumPercent: 50,
    minutes: 30,
    severity: "ticket",
    meaning: "The master nodes are busy. The domain becomes unstable if they do not keep up.",
    firstStep: "Reduce the number of shards and of indexes with many fields, or choose larger master nodes.",
    runbook: "opensearch-domain-master-cpu",
    reason: "AWS recommends 50 %, because a change of the domain needs the rest.",
    source: OPENSEARCH_ALARMS,
  });
