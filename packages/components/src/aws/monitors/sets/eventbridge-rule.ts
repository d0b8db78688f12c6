import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { percentageOf } from "../rates";
import { deliveryLatency, EVENTBRIDGE_METRICS, eventBusName, MAX_LATENCY_SECONDS } from "./eventbridge-delivery";
import { failureShares } from "./failure-shares";

/** The arguments of `monitors.eventBridgeRule`. */
export interface EventBridgeRuleMonitorsArgs extends MonitorSetArgs {
  /** The name of the rule. */
  readonly ruleName: pulumi.Input<string>;
  /**
   * The name of the event bus of the rule.
   *
   * @default the default event bus
   */
  readonly eventBusName?: pulumi.Input<string>;
  /**
   * Whether the targets of the rule have dead-letter queues.
   *
   * @default false, which means no alarms for dead-letter queues
   */
  readonly deadLetterQueues?: boolean;
  /**
   * The number of seconds in which 99 % of the events must be delivered, from 1 to 86,400 (a day).
   *
   * @default no alarm for late events
   */
  readonly maximumLatencySeconds?: number;
}

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
const ruleName = matching(/^[\w.-]{1,64}$/, "the name of a rule");

/**
 * Returns the monitors of an EventBridge rule.
 *
 * @remarks
 * Alarms: `failed-invocations` (page), `failed-invocations-per-hour` (ticket), `latency` (ticket, with `maximumLatencySeconds`), and
 * with `deadLetterQueues` also `dead-letters` (ticket) and `lost-events` (ticket).
 *
 * @example
 * const set = monitors.eventBridgeRule({ name: "orders", ruleName: rule.name, deadLetterQueues: true });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const eventBridgeRule = defineMonitorSet<EventBridgeRuleMonitorsArgs>({
  kind: "monitors.eventBridgeRule",
  checks: {
    ruleName: dimension(ruleName),
    eventBusName: dimension(eventBusName),
    deadLetterQueues: booleanValue,
    maximumLatencySeconds: integerBetween(1, MAX_LATENCY_SECONDS),
  },
  required: ["ruleName"],
  title: ({ name }) => `EventBridge rule ${name}`,
  monitors: ({ ruleName, eventBusName, deadLetterQueues = false, maximumLatencySeconds }) => {
    const metric = metricsOf("AWS/Events", ruleDimensions(ruleName, eventBusName));
    const part = metric("FailedInvocations", "Sum");
    const whole = metric("Invocations", "Sum");
    return [
      ...failureShares({
        name: "failed-invocations",
        title: "Failed invocations",
        value: (minimum) => percentageOf({ part, whole, minimum }),
        meaning: "EventBridge cannot deliver events to a target of the rule, and has given up.",
        firstStep:
          "Check that the target exists, and that its policy or the role of the rule allows EventBridge to invoke it.",
        runbook: "eventbridge-rule-failed-invocations",
        source: EVENTBRIDGE_METRICS,
      }),
      deliveryLatency(metric, "eventbridge-rule", maximumLatencySeconds),
      ...(deadLetterQueues
        ? [
            deadLetters(metric("InvocationsSentToDlq", "Sum")),
            lostEvents(metric("InvocationsFailedToBeSentToDlq", "Sum")),
          ]
        : []),
      shown("matched", "Events matched", metric("MatchedEvents", "Sum")),
      shown("invocations", "Invocations of targets", whole),
      shown("retries", "Repeated invocations", metric("RetryInvocationAttempts", "Sum")),
    ];
  },
});

/** The metrics of rules on the default event bus do not have the name of the bus. */
const ruleDimensions = (rule: pulumi.Input<string>, bus: pulumi.Input<string> = "default"): Metric["dimensions"] =>
  bus === "default" ? { RuleName: rule } : { EventBusName: bus, RuleName: rule };

const deadLetters = (value: Metric): AlarmMonitor => ({
  name: "dead-letters",
  title: "Events moved to dead-letter queues",
  value,
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "EventBridge could not deliver events, and moved them to the dead-letter queue of the target.",
    firstStep:
      "Read the attribute ERROR_MESSAGE of a message in the queue, and correct the target. Then send the events again.",
    runbook: "eventbridge-rule-dead-letters",
    reason: "Each event in a dead-letter queue is work that is not done.",
    source: EVENTBRIDGE_METRICS,
  },
});

const lostEvents = (value: Metric): AlarmMonitor => ({
  name: "lost-events",
  title: "Events that dead-letter queues rejected",
  value,
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "EventBridge could neither deliver events nor move them to the dead-letter queue, so they are lost.",
    firstStep: "Check that the policy of the queue and the policy of its KMS key allow EventBridge to send messages.",
    runbook: "eventbridge-rule-lost-events",
    reason: "A dead-letter queue that rejects events is configured incorrectly.",
    source: EVENTBRIDGE_METRICS,
  },
});
