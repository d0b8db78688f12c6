import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { mskClusterName } from "./msk-cluster";

/** The arguments of `monitors.mskConsumer`. */
export interface MskConsumerMonitorsArgs extends MonitorSetArgs {
  /** The name of the MSK cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** The name of the consumer group. */
  readonly consumerGroup: pulumi.Input<string>;
  /** The name of the topic that the group reads. */
  readonly topic: pulumi.Input<string>;
  /**
   * The number of seconds that the group may lag behind, from 60 to 604,800 (7 days).
   *
   * @default 900
   */
  readonly maximumLagSeconds?: number;
}

const SOURCE = "https://docs.aws.amazon.com/msk/latest/developerguide/consumer-lag.html";
const PERIOD_SECONDS = 60;
const MAX_LAG_SECONDS = 604_800;

const topicName = matching(/^[\w.-]{1,249}$/, "the name of a topic");
const groupName = matching(/^\S(?:.{0,253}\S)?$/, "the name of a consumer group");

/**
 * Returns the monitors of a consumer group of an Amazon MSK cluster, for one topic.
 *
 * @remarks
 * Alarms: `lag` (page).
 *
 * @example
 * const set = monitors.mskConsumer({ name: "billing", clusterName: "events", consumerGroup: "billing", topic: "orders" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const mskConsumer = defineMonitorSet<MskConsumerMonitorsArgs>({
  kind: "monitors.mskConsumer",
  checks: {
    clusterName: dimension(mskClusterName),
    consumerGroup: dimension(groupName),
    topic: dimension(topicName),
    maximumLagSeconds: integerBetween(PERIOD_SECONDS, MAX_LAG_SECONDS),
  },
  required: ["clusterName", "consumerGroup", "topic"],
  title: ({ name }) => `MSK consumer ${name}`,
  monitors: ({ clusterName, consumerGroup, topic, maximumLagSeconds = 900 }) => {
    const metric = metricsOf("AWS/Kafka", {
      "Cluster Name": clusterName,
      "Consumer Group": consumerGroup,
      Topic: topic,
    });
    return [
      lag(metric("EstimatedMaxTimeLag", "Maximum"), maximumLagSeconds),
      shown("waiting", "Messages waiting", metric("SumOffsetLag", "Maximum")),
      shown("waiting-in-partition", "Messages waiting in a partition", metric("MaxOffsetLag", "Maximum")),
    ];
  },
});

const lag = (value: Metric, threshold: number): AlarmMonitor => ({
  name: "lag",
  title: "Time to read the waiting messages",
  value,
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold,
    severity: "page",
    meaning: "Messages wait too long: the consumers of the group are down or do not keep up.",
    firstStep:
      "Look at the members of the group with kafka-consumer-groups --describe, and for errors in the logs of the consumers.",
    runbook: "msk-consumer-lag",
    reason:
      "The time shows a backlog at any rate of messages, unlike their number. Five minutes rule out a rebalance of the group.",
    source: SOURCE,
  },
});
