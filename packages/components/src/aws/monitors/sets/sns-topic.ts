import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shareOf } from "../shares";
import { failureShares } from "./failure-shares";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.snsTopic`. */
export interface SnsTopicMonitorsArgs extends MonitorSetArgs {
  /** The name of the topic. */
  readonly topicName: pulumi.Input<string>;
  /**
   * Whether subscriptions to the topic have dead-letter queues.
   *
   * @default false, which means no alarms for dead-letter queues
   */
  readonly deadLetterQueues?: boolean;
}

const RECOMMENDED_ALARMS = recommendedAlarms("SNS");

// https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
const topicName = matching(/^[\w-]{1,256}$|^[\w-]{1,251}\.fifo$/, "the name of a topic");

/**
 * Returns the monitors of an SNS topic.
 *
 * @remarks
 * Alarms: `failed-deliveries` (page), `failed-deliveries-per-hour` (ticket), and with `deadLetterQueues` also `dead-letters` (ticket)
 * and `lost-messages` (ticket).
 *
 * @example
 * const set = monitors.snsTopic({ name: "orders", topicName: topic.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const snsTopic = defineMonitorSet<SnsTopicMonitorsArgs>({
  kind: "monitors.snsTopic",
  checks: { topicName: dimension(topicName), deadLetterQueues: booleanValue },
  required: ["topicName"],
  title: ({ name }) => `SNS topic ${name}`,
  monitors: ({ topicName, deadLetterQueues = false }) => {
    const metric = metricsOf("AWS/SNS", { TopicName: topicName });
    const failed = metric("NumberOfNotificationsFailed", "Sum");
    const delivered = metric("NumberOfNotificationsDelivered", "Sum");
    return [
      ...failureShares({
        name: "failed-deliveries",
        title: "Failed deliveries",
        value: (minimum) => shareOf({ parts: { failed }, others: { delivered }, minimum }),
        meaning: "SNS cannot deliver messages to subscribers, and gives them up.",
        firstStep: "Turn on delivery status logging to see the subscriber, and check its permissions and its health.",
        runbook: "sns-topic-failed-deliveries",
        source: RECOMMENDED_ALARMS,
      }),
      ...(deadLetterQueues
        ? [
            deadLetters(metric("NumberOfNotificationsRedrivenToDlq", "Sum")),
            lostMessages(metric("NumberOfNotificationsFailedToRedriveToDlq", "Sum")),
          ]
        : []),
      shown("published", "Messages published", metric("NumberOfMessagesPublished", "Sum")),
      shown("delivered", "Messages delivered", delivered),
      shown("rejected", "Messages rejected by filters", metric("NumberOfNotificationsFilteredOut", "Sum")),
    ];
  },
});

const deadLetters = (value: Metric): AlarmMonitor => ({
  name: "dead-letters",
  title: "Messages moved to dead-letter queues",
  value,
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "SNS could not deliver messages, and moved them to the dead-letter queue of the subscription.",
    firstStep:
      "Read a message in the queue without deleting it, and correct the subscriber. Then deliver the messages again.",
    runbook: "sns-topic-dead-letters",
    reason: "Each message in a dead-letter queue is work that is not done.",
    source: RECOMMENDED_ALARMS,
  },
});

const lostMessages = (value: Metric): AlarmMonitor => ({
  name: "lost-messages",
  title: "Messages that dead-letter queues rejected",
  value,
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "SNS could neither deliver messages nor move them to the dead-letter queue, so they are lost.",
    firstStep: "Check that the policy of the queue and the policy of its KMS key allow the topic to send messages.",
    runbook: "sns-topic-lost-messages",
    reason: "A dead-letter queue that rejects messages is configured incorrectly.",
    source: RECOMMENDED_ALARMS,
  },
});
