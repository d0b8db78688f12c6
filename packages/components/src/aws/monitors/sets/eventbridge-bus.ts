import type * as pulumi from "@pulumi/pulumi";
import { integerBetween } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { utilization } from "../utilization";
import { deliveryLatency, EVENTBRIDGE_METRICS, eventBusName, MAX_LATENCY_SECONDS } from "./eventbridge-delivery";

/** The arguments of `monitors.eventBridgeBus`. */
export interface EventBridgeBusMonitorsArgs extends MonitorSetArgs {
  /** The name of the event bus. */
  readonly eventBusName: pulumi.Input<string>;
  /**
   * The number of seconds in which 99 % of the events must be delivered, from 1 to 86,400 (a day).
   *
   * @default no alarm for late events
   */
  readonly maximumLatencySeconds?: number;
}

const MINIMUM_ATTEMPTS = 10;

/**
 * Returns the monitors of an EventBridge event bus, across all of its rules.
 *
 * @remarks
 * Alarms: `failed-attempts` (ticket), `throttles` (ticket), and `latency` (ticket, with `maximumLatencySeconds`). Failed attempts are
 * repeated for a day, so no alarm pages. `monitors.eventBridgeRule` pages if events are lost.
 *
 * @example
 * const set = monitors.eventBridgeBus({ name: "orders", eventBusName: bus.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const eventBridgeBus = defineMonitorSet<EventBridgeBusMonitorsArgs>({
  kind: "monitors.eventBridgeBus",
  checks: { eventBusName: dimension(eventBusName), maximumLatencySeconds: integerBetween(1, MAX_LATENCY_SECONDS) },
  required: ["eventBusName"],
  title: ({ name }) => `EventBridge bus ${name}`,
  monitors: ({ eventBusName, maximumLatencySeconds }) => {
    const metric = metricsOf("AWS/Events", { EventBusName: eventBusName });
    return [
      failedAttempts(metric("InvocationAttempts", "Sum"), metric("SuccessfulInvocationAttempts", "Sum")),
      throttles(metric("ThrottledRules", "Sum")),
      deliveryLatency(metric, "eventbridge-bus", maximumLatencySeconds),
      shown("matched", "Events matched", metric("MatchedEvents", "Sum")),
      shown("retries", "Repeated invocations", metric("RetryInvocationAttempts", "Sum")),
    ];
  },
});

const failedAttempts = (attempts: Metric, successes: Metric): AlarmMonitor =>
  utilization(
    {
      metrics: { attempts, successes },
      expressions: { total: "FILL(attempts, 0)" },
      expression: `IF(total >= ${MINIMUM_ATTEMPTS}, 100 * (total - FILL(successes, 0)) / total, 0)`,
    },
    {
      name: "failed-attempts",
      title: "Failed attempts to invoke targets",
      maximumPercent: 10,
      minutes: 15,
      severity: "ticket",
      meaning:
        "Targets of the bus fail or reject events. EventBridge tries again for a day, and events are late until then.",
      firstStep:
        "Compare the failed invocations of the rules, and look at the health of the target of the rule with the most.",
      runbook: "eventbridge-bus-failed-attempts",
      reason: "Targets reject some events while they scale. After fifteen minutes at 10 %, a target is down.",
      source: EVENTBRIDGE_METRICS,
    },
  );

const throttles = (value: Metric): AlarmMonitor => ({
  name: "throttles",
  title: "Throttled rules",
  value,
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(15),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning:
      "EventBridge delays events, because the account has reached its quota of invocations per second in the Region.",
    firstStep: "Find the rule with the most invocations. Then narrow its event pattern, or request a higher quota.",
    runbook: "eventbridge-bus-throttles",
    reason: "EventBridge delivers delayed events later. Fifteen minutes mean that they fall behind.",
    source: EVENTBRIDGE_METRICS,
  },
});
