import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, integerBetween, matching } from "../../../shared/checks";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { percentageOf } from "../rates";
import { utilization, type UtilizationAlarm } from "../utilization";
import { masterCpu, masterUnreachable, openSearchStates } from "./opensearch-states";
import { OPENSEARCH_ALARMS } from "./opensearch-alarms";

/** The arguments of `monitors.openSearchDomain`. */
export interface OpenSearchDomainMonitorsArgs extends MonitorSetArgs {
  /** The name of the domain. */
  readonly domainName: pulumi.Input<string>;
  /** The ID of the AWS account of the domain, which is a dimension of its metrics. */
  readonly accountId: pulumi.Input<string>;
  /**
   * Whether the domain has dedicated master nodes.
   *
   * @default false
   */
  readonly dedicatedMasters?: boolean;
  /**
   * The storage of each data node in GiB, from 10 to 36,864.
   *
   * @default no alarm for the free storage
   */
  readonly nodeStorageGiB?: number;
}

const MIB_PER_GIB = 1024;
const MINIMUM_REQUESTS = 20;

// https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
const domainName = matching(/^[a-z][a-z0-9-]{2,27}$/, "the name of a domain");
const accountId = matching(/^\d{12}$/, "the ID of an AWS account, which is a string of 12 digits");

type DomainMetric = (name: string, statistic: Statistic) => Metric;

/**
 * Returns the monitors of an OpenSearch Service domain.
 *
 * @remarks
 * Alarms: `errors` (page), `red-status` (page), `writes-blocked` (page), `key-inaccessible` (page), `yellow-status` (ticket), `cpu`
 * (ticket), `jvm-memory` (ticket), `failed-snapshots` (ticket), `used-storage` (ticket, with `nodeStorageGiB`), and with
 * `dedicatedMasters` also `master-unreachable` (page) and `master-cpu` (ticket).
 *
 * @example
 * const set = monitors.openSearchDomain({ name: "search", domainName: domain.domainName, accountId, nodeStorageGiB: 100 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const openSearchDomain = defineMonitorSet<OpenSearchDomainMonitorsArgs>({
  kind: "monitors.openSearchDomain",
  checks: {
    domainName: dimension(domainName),
    accountId: dimension(accountId),
    dedicatedMasters: booleanValue,
    nodeStorageGiB: integerBetween(10, 36_864),
  },
  required: ["domainName", "accountId"],
  title: ({ name }) => `OpenSearch domain ${name}`,
  monitors: ({ domainName, accountId, dedicatedMasters = false, nodeStorageGiB }) => {
    const metric = metricsOf("AWS/ES", { ClientId: accountId, DomainName: domainName });
    return [
      errors(metric),
      ...openSearchStates(metric),
      cpu(metric),
      jvmMemory(metric),
      ...storage(metric, nodeStorageGiB),
      ...(dedicatedMasters ? [masterUnreachable(metric), masterCpu(metric)] : []),
      shown("requests", "Requests", metric("OpenSearchRequests", "Sum")),
      shown("search-latency", "Latency of searches in the slowest node", metric("SearchLatency", "Maximum"), {
        unit: "Milliseconds",
      }),
      shown("indexing-latency", "Latency of indexing in the slowest node", metric("IndexingLatency", "Maximum"), {
        unit: "Milliseconds",
      }),
    ];
  },
});

/** Returns the alarm of a percentage, with what all of them have in common. */
const domainUtilization = (
  value: Parameters<typeof utilization>[0],
  alarm: Omit<UtilizationAlarm, "runbook" | "source">,
): AlarmMonitor =>
  utilization(value, { ...alarm, runbook: `opensearch-domain-${alarm.name}`, source: OPENSEARCH_ALARMS });

const errors = (metric: DomainMetric): AlarmMonitor =>
  domainUtilization(
    percentageOf({
      part: metric("5xx", "Sum"),
      whole: metric("OpenSearchRequests", "Sum"),
      minimum: MINIMUM_REQUESTS,
    }),
    {
      name: "errors",
      title: "Failed requests",
      maximumPercent: 10,
      minutes: 5,
      severity: "page",
      meaning: "Requests to the domain fail with a 5xx status code.",
      firstStep:
        "Look at the status of the cluster and at the memory pressure of its nodes, and reject expensive queries.",
      reason: "AWS recommends 10 %. Below twenty requests per minute, one error is a large percentage.",
    },
  );

const cpu = (metric: DomainMetric): AlarmMonitor =>
  domainUtilization(metric("CPUUtilization", "Maximum"), {
    name: "cpu",
    title: "CPU utilization of the busiest node",
    maximumPercent: 80,
    minutes: 30,
    severity: "ticket",
    meaning: "A data node has nearly used up its CPU, so requests wait for each other.",
    firstStep: "Compare the numbers of searches and writes with a usual day. Then add nodes, or choose larger ones.",
    reason: "AWS recommends 80 % and a long period, because short peaks are normal.",
  });

const jvmMemory = (metric: DomainMetric): AlarmMonitor =>
  domainUtilization(metric("JVMMemoryPressure", "Maximum"), {
    name: "jvm-memory",
    title: "Memory pressure of the JVM",
    maximumPercent: 95,
    minutes: 3,
    severity: "ticket",
    meaning: "The heap of a data node is nearly full. The node stops if it runs out of memory.",
    firstStep:
      "Clear the field data cache, and look for large aggregations. Then reduce the number of shards, or choose larger nodes.",
    reason: "AWS recommends 95 % for three minutes. Below, garbage collection frees enough of the heap.",
  });

/** The free storage is in MiB, without the part that the service reserves. */
function storage(metric: DomainMetric, nodeStorageGiB: number | undefined): Monitor[] {
  if (nodeStorageGiB === undefined) return [];
  return [
    domainUtilization(
      {
        metrics: { free: metric("FreeStorageSpace", "Minimum") },
        expression: `100 * (1 - free / ${nodeStorageGiB * MIB_PER_GIB})`,
      },
      {
        name: "used-storage",
        title: "Used storage of the fullest node",
        maximumPercent: 75,
        minutes: 15,
        severity: "ticket",
        meaning: "A data node has less than a quarter of its storage left. The domain rejects writes when it has none.",
        firstStep: "Delete old indexes, or move them to UltraWarm. Then extend the storage.",
        reason: "AWS recommends 25 % of free storage, because merges of segments need space for copies.",
      },
    ),
  ];
}
