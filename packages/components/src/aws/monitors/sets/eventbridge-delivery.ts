import { matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric, Statistic } from "../metric";
import type { Monitor } from "../monitor";
import { shown } from "../shown";

/** The page that defines the metrics of EventBridge. */
export const EVENTBRIDGE_METRICS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html";

/** EventBridge tries to deliver an event for a day. */
export const MAX_LATENCY_SECONDS = 86_400;

/** Accepts names of event buses. */
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html
export const eventBusName = matching(/^[\w./-]{1,256}$/, "the name of an event bus");

const MILLISECONDS = 1000;

/** Returns the monitor of the time until events are delivered. */
export const deliveryLatency = (
  metric: (name: string, statistic: Statistic) => Metric,
  runbooks: string,
  maximumSeconds: number | undefined,
): Monitor => ({
  ...shown("latency", "Time until events are delivered (p99)", metric("IngestionToInvocationSuccessLatency", "p99"), {
    unit: "Milliseconds",
  }),
  ...(maximumSeconds !== undefined && {
    alarm: {
      ...inARow(10),
      operator: ">=",
      threshold: maximumSeconds * MILLISECONDS,
      severity: "ticket",
      meaning: "Events reach their targets late, because the targets fail at first or reject events.",
      firstStep: "Look for a target that is throttled or slow, and compare the invocations per second with the quota.",
      runbook: `${runbooks}-latency`,
      reason: "The argument states how late an event may be. Ten minutes rule out a target that is replaced.",
      source: EVENTBRIDGE_METRICS,
    },
  }),
});
