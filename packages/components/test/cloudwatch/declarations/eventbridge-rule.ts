import { eventBridgeRule } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { durations, failures, rejections, requests, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_EVENTS = 600;

export const eventBridgeRuleDeclarations: AlarmDeclarations = {
  monitors: eventBridgeRule({
    name: "orders",
    ruleName: "orders",
    eventBusName: "shop",
    deadLetterQueues: true,
    maximumLatencySeconds: 60,
  }),
  source: serviceMetrics({
    Invocations: requests(PEAK_EVENTS),
    FailedInvocations: failures(PEAK_EVENTS),
    IngestionToInvocationSuccessLatency: durations(PEAK_EVENTS, { typical: 400, timeout: 300_000 }),
    InvocationsSentToDlq: rejections(PEAK_EVENTS),
    InvocationsFailedToBeSentToDlq: rejections(PEAK_EVENTS),
  }),
  outcomes: {
    "failed-invocations": raisedBy("outage"),
    // At night, all of ten invocations fail.
    "failed-invocations-per-hour": raisedBy("outage", "quietNight"),
    // If 1 % of the events are late, the p99 is late.
    latency: raisedBy("slowBurn", "outage", "quietNight"),
    "dead-letters": raisedBy("slowBurn"),
    "lost-events": raisedBy("slowBurn"),
  },
};
