import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric, Statistic } from "../metric";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.sqsQueue`. */
export interface SqsQueueMonitorsArgs extends MonitorSetArgs {
  /** The name of the queue. */
  readonly queueName: pulumi.Input<string>;
  /**
   * The name of its dead-letter queue.
   *
   * @default no alarm for failed messages
   */
  readonly deadLetterQueueName?: pulumi.Input<string>;
  /**
   * The number of seconds that a message may wait, from 60 to 1,209,600 (14 days).
   *
   * @default 900
   */
  readonly maximumAgeSeconds?: number;
}

const METRICS =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html";
const RECOMMENDED_ALARMS = recommendedAlarms("SQS");
const PERIOD_SECONDS = 60;
const MAX_RETENTION_SECONDS = 1_209_600;

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
const queueName = matching(/^[A-Za-z0-9_-]{1,75}(?:[A-Za-z0-9_-]{0,5}|\.fifo)$/, "the name of a queue");

/**
 * Returns the monitors of an SQS queue and its dead-letter queue.
 *
 * @remarks
 * Alarms: `oldest-message` (page) when the consumers do not keep up, and `dead-letters` (ticket) when messages failed repeatedly.
 *
 * @example
 * const set = monitors.sqsQueue({ name: "orders", queueName: queue.name, deadLetterQueueName: deadLetters.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const sqsQueue = defineMonitorSet<SqsQueueMonitorsArgs>({
  kind: "monitors.sqsQueue",
  checks: {
    queueName: dimension(queueName),
    deadLetterQueueName: dimension(queueName),
    maximumAgeSeconds: integerBetween(PERIOD_SECONDS, MAX_RETENTION_SECONDS),
  },
  required: ["queueName"],
  title: ({ name }) => `SQS queue ${name}`,
  monitors: ({ queueName, deadLetterQueueName, maximumAgeSeconds = 900 }) => [
    oldestMessage(queueName, maximumAgeSeconds),
    ...(deadLetterQueueName === undefined ? [] : [deadLetters(deadLetterQueueName)]),
    shown("waiting", "Messages waiting", queueMetric(queueName, "ApproximateNumberOfMessagesVisible", "Maximum")),
    shown(
      "in-flight",
      "Messages in flight",
      queueMetric(queueName, "ApproximateNumberOfMessagesNotVisible", "Maximum"),
    ),
    shown("sent", "Messages sent", queueMetric(queueName, "NumberOfMessagesSent", "Sum")),
    shown("deleted", "Messages deleted", queueMetric(queueName, "NumberOfMessagesDeleted", "Sum")),
  ],
});

const oldestMessage = (queue: pulumi.Input<string>, threshold: number): Monitor => ({
  name: "oldest-message",
  title: "Age of the oldest message",
  value: queueMetric(queue, "ApproximateAgeOfOldestMessage", "Maximum"),
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold,
    severity: "page",
    meaning: "Messages wait too long: the consumers of the queue are down or do not keep up.",
    firstStep: "Compare the numbers of sent and deleted messages, and look for errors in the logs of the consumers.",
    runbook: "sqs-queue-oldest-message",
    reason:
      "The age shows a backlog at any rate of messages, unlike their number. Five minutes rule out a message that is retried once.",
    source: RECOMMENDED_ALARMS,
  },
});

const deadLetters = (queue: pulumi.Input<string>): Monitor => ({
  name: "dead-letters",
  title: "Messages in the dead-letter queue",
  value: queueMetric(queue, "ApproximateNumberOfMessagesVisible", "Maximum"),
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "Consumers failed to process messages repeatedly, so SQS moved them to the dead-letter queue.",
    firstStep: "Read a message without deleting it, correct the consumer, and then start a redrive of the queue.",
    runbook: "sqs-queue-dead-letters",
    reason: "Each message in the queue is work that is not done, and is deleted at the end of the retention period.",
    source: METRICS,
  },
});

const shown = (name: string, title: string, value: Metric): Monitor => ({
  name,
  title,
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
});

const queueMetric = (queue: pulumi.Input<string>, name: string, statistic: Statistic): Metric => ({
  namespace: "AWS/SQS",
  name,
  statistic,
  dimensions: { QueueName: queue },
});
