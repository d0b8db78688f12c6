import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shareOf } from "../shares";
import { utilization } from "../utilization";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.kinesisStream`. */
export interface KinesisStreamMonitorsArgs extends MonitorSetArgs {
  /** The name of the stream. */
  readonly streamName: pulumi.Input<string>;
  /**
   * The number of seconds that a record may wait for its consumers, from 60 to 31,536,000 (365 days).
   *
   * @default 43200, which is half of the default retention period
   */
  readonly maximumAgeSeconds?: number;
}

const RECOMMENDED_ALARMS = recommendedAlarms("Kinesis");
const METRICS = "https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html";
const PERIOD_SECONDS = 60;
const MILLISECONDS = 1000;
const MAX_RETENTION_SECONDS = 31_536_000;
const HALF_OF_DEFAULT_RETENTION_SECONDS = 43_200;
const MINIMUM_RECORDS = 20;
const FAILURE_PERCENT = 5;

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
const streamName = matching(/^[\w.-]{1,128}$/, "the name of a stream");

type StreamMetric = (name: string, statistic: Statistic) => Metric;

/**
 * Returns the monitors of a Kinesis data stream.
 *
 * @remarks
 * Alarms: `record-age` (page), `failed-writes` (page), `throttled-writes` (page), and `throttled-reads` (ticket).
 *
 * @example
 * const set = monitors.kinesisStream({ name: "clicks", streamName: stream.name, maximumAgeSeconds: 300 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const kinesisStream = defineMonitorSet<KinesisStreamMonitorsArgs>({
  kind: "monitors.kinesisStream",
  checks: {
    streamName: dimension(streamName),
    maximumAgeSeconds: integerBetween(PERIOD_SECONDS, MAX_RETENTION_SECONDS),
  },
  required: ["streamName"],
  title: ({ name }) => `Kinesis stream ${name}`,
  monitors: ({ streamName, maximumAgeSeconds = HALF_OF_DEFAULT_RETENTION_SECONDS }) => {
    const metric = metricsOf("AWS/Kinesis", { StreamName: streamName });
    return [
      recordAge(metric("GetRecords.IteratorAgeMilliseconds", "Maximum"), maximumAgeSeconds),
      failedWrites(metric),
      throttledWrites(metric),
      throttledReads(metric("ReadProvisionedThroughputExceeded", "Average")),
      shown("incoming-records", "Records written", metric("IncomingRecords", "Sum")),
      shown("incoming-bytes", "Bytes written", metric("IncomingBytes", "Sum"), { unit: "Bytes" }),
    ];
  },
});

const recordAge = (value: Metric, maximumSeconds: number): AlarmMonitor => ({
  name: "record-age",
  title: "Age of the last record that was read",
  value,
  unit: "Milliseconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: maximumSeconds * MILLISECONDS,
    severity: "page",
    meaning: "Consumers of the stream fall behind, and lose records at the end of the retention period.",
    firstStep:
      "Look for a record that a consumer fails to process repeatedly, because it blocks its shard. Then add shards or consumers.",
    runbook: "kinesis-stream-record-age",
    reason: "AWS warns at half of the retention period. Five minutes rule out a batch that is retried once.",
    source: METRICS,
  },
});

/** `PutRecord.Success` is 0 or 1 for each request, and the metrics of `PutRecords` count records. */
const failedWrites = (metric: StreamMetric): AlarmMonitor => ({
  name: "failed-writes",
  title: "Failed writes",
  value: {
    metrics: {
      failedRecords: metric("PutRecords.FailedRecords", "Sum"),
      records: metric("PutRecords.TotalRecords", "Sum"),
      successes: metric("PutRecord.Success", "Sum"),
      requests: metric("PutRecord.Success", "SampleCount"),
    },
    expressions: {
      total: "FILL(records, 0) + FILL(requests, 0)",
      failed: "FILL(failedRecords, 0) + FILL(requests, 0) - FILL(successes, 0)",
    },
    expression: `IF(total >= ${MINIMUM_RECORDS}, 100 * failed / total, 0)`,
  },
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: FAILURE_PERCENT,
    severity: "page",
    meaning: "Kinesis rejects records. Producers lose them when their retries fail as well.",
    firstStep:
      "Look for an event in the AWS Health Dashboard, and check that the producers retry and keep the records meanwhile.",
    runbook: "kinesis-stream-failed-writes",
    reason:
      "AWS expects occasional failures, which producers retry. Below twenty records per minute, one failure is a large percentage.",
    source: RECOMMENDED_ALARMS,
  },
});

const throttledWrites = (metric: StreamMetric): AlarmMonitor => ({
  name: "throttled-writes",
  title: "Throttled writes",
  value: shareOf({
    parts: { throttled: metric("WriteProvisionedThroughputExceeded", "Sum") },
    others: { accepted: metric("IncomingRecords", "Sum") },
    minimum: MINIMUM_RECORDS,
  }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: FAILURE_PERCENT,
    severity: "page",
    meaning:
      "The stream rejects records, because a shard has reached its throughput. Producers lose them when their retries fail.",
    firstStep:
      "Split the shards or use the on-demand mode. If only one shard is busy, use partition keys with more values.",
    runbook: "kinesis-stream-throttled-writes",
    reason: "Producers retry throttled records. After five minutes at 5 %, the retries are throttled as well.",
    source: RECOMMENDED_ALARMS,
  },
});

/** The metric is 1 for each throttled read and otherwise 0, so its average is a fraction of the reads. */
const throttledReads = (throttled: Metric): AlarmMonitor =>
  utilization(
    { metrics: { throttled }, expression: "100 * FILL(throttled, 0)" },
    {
      name: "throttled-reads",
      title: "Throttled reads",
      maximumPercent: 10,
      minutes: 15,
      severity: "ticket",
      meaning: "Consumers read more often than the shards allow, and soon fall behind.",
      firstStep: "Give each consumer its own throughput with enhanced fan-out, or read less often.",
      runbook: "kinesis-stream-throttled-reads",
      reason: "Consumers retry throttled reads, so only a large part delays them.",
      source: RECOMMENDED_ALARMS,
    },
  );
