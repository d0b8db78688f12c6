import type * as pulumi from "@pulumi/pulumi";
import { matching, oneOf } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { utilization } from "../utilization";
import { recommendedAlarms } from "./recommended-alarms";

const THROUGHPUT_MODES = ["bursting", "elastic", "provisioned"] as const;

/** The arguments of `monitors.efsFileSystem`. */
export interface EfsFileSystemMonitorsArgs extends MonitorSetArgs {
  /** The ID of the file system: `fs-0a1b2c3d4e5f60718`. */
  readonly fileSystemId: pulumi.Input<string>;
  /**
   * What limits the throughput: credits that grow with the size of the file system, nothing but the service, or an amount that the
   * program states.
   *
   * @default "bursting", which is the default of EFS
   */
  readonly throughputMode?: (typeof THROUGHPUT_MODES)[number];
}

const RECOMMENDED_ALARMS = recommendedAlarms("EFS");
const METRIC_MATH = "https://docs.aws.amazon.com/efs/latest/ug/monitoring-metric-math.html";
const PERIOD_SECONDS = 60;
const STORAGE_PERIOD_SECONDS = 900;
// https://docs.aws.amazon.com/efs/latest/ug/performance.html
const INITIAL_CREDITS = 2.1 * 1024 ** 4;
const CREDITS_FRACTION = 0.1;

// https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html
const fileSystemId = matching(/^fs-[0-9a-f]{8,40}$/, "the ID of a file system", 'Example: "fs-0a1b2c3d4e5f60718".');

type FileSystemMetric = (name: string, statistic: Statistic) => Metric;

/**
 * Returns the monitors of an EFS file system.
 *
 * @remarks
 * Alarms: `io-limit` (ticket), and `burst-credits` (ticket) or `throughput` (ticket) if the throughput is limited by credits or by an
 * amount. None of them pages, because a file system at its limit is slow, but does not fail.
 *
 * @example
 * const set = monitors.efsFileSystem({ name: "uploads", fileSystemId: fileSystem.id, throughputMode: "elastic" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const efsFileSystem = defineMonitorSet<EfsFileSystemMonitorsArgs>({
  kind: "monitors.efsFileSystem",
  checks: { fileSystemId: dimension(fileSystemId), throughputMode: oneOf(THROUGHPUT_MODES) },
  required: ["fileSystemId"],
  title: ({ name }) => `EFS file system ${name}`,
  monitors: ({ fileSystemId, throughputMode = "bursting" }) => {
    const dimensions = { FileSystemId: fileSystemId };
    const metric = metricsOf("AWS/EFS", dimensions);
    const total = metricsOf("AWS/EFS", { ...dimensions, StorageClass: "Total" });
    return [
      ioLimit(metric("PercentIOLimit", "Average")),
      ...throughput(metric, throughputMode),
      shown("data", "Data read and written", metric("TotalIOBytes", "Sum"), { unit: "Bytes" }),
      shown("connections", "Connections of clients", metric("ClientConnections", "Sum")),
      shown("storage", "Used storage", total("StorageBytes", "Average"), {
        unit: "Bytes",
        periodSeconds: STORAGE_PERIOD_SECONDS,
      }),
    ];
  },
});

const ioLimit = (value: Metric): AlarmMonitor =>
  utilization(value, {
    name: "io-limit",
    title: "Used part of the operations",
    maximumPercent: 95,
    minutes: 15,
    severity: "ticket",
    meaning: "The file system has nearly reached its operations per second, so they wait for each other.",
    firstStep:
      "Find the client with the most operations on small files or on metadata, and let it write larger blocks.",
    runbook: "efs-file-system-io-limit",
    reason: "AWS recommends 100 % for fifteen minutes. 95 % also notices a file system that just stays below.",
    source: RECOMMENDED_ALARMS,
  });

function throughput(metric: FileSystemMetric, mode: (typeof THROUGHPUT_MODES)[number]): Monitor[] {
  switch (mode) {
    case "bursting":
      return [burstCredits(metric("BurstCreditBalance", "Minimum"))];
    case "elastic":
      return [];
    case "provisioned":
      return [usedThroughput(metric)];
  }
}

const burstCredits = (value: Metric): AlarmMonitor => ({
  name: "burst-credits",
  title: "Burst credits",
  value,
  unit: "Bytes",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(15),
    operator: "<=",
    threshold: Math.round(INITIAL_CREDITS * CREDITS_FRACTION),
    severity: "ticket",
    meaning:
      "The burst credits are nearly used up. Without credits, the throughput is 50 KiB per second for each GiB of data.",
    firstStep: "Change the throughput mode to elastic, and find the client that reads or writes most.",
    runbook: "efs-file-system-burst-credits",
    reason: "AWS recommends 0. A tenth of the initial balance leaves time to act before the file system is slow.",
    source: RECOMMENDED_ALARMS,
  },
});

/** The metered data per second as a percentage of the permitted throughput. */
const usedThroughput = (metric: FileSystemMetric): AlarmMonitor =>
  utilization(
    {
      metrics: { metered: metric("MeteredIOBytes", "Sum"), permitted: metric("PermittedThroughput", "Average") },
      expressions: { limit: "FILL(permitted, 0)" },
      expression: `IF(limit > 0, 100 * FILL(metered, 0) / ${PERIOD_SECONDS} / limit, 0)`,
    },
    {
      name: "throughput",
      title: "Used part of the throughput",
      maximumPercent: 90,
      minutes: 15,
      severity: "ticket",
      meaning:
        "The file system has nearly reached its provisioned throughput, so reads and writes wait for each other.",
      firstStep: "Raise the provisioned throughput, or change the throughput mode to elastic.",
      runbook: "efs-file-system-throughput",
      reason: "AWS compares both metrics in its example. Fifteen minutes rule out a single large file.",
      source: METRIC_MATH,
    },
  );
