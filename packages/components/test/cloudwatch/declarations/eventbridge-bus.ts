import { eventBridgeBus } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { count } from "../sources/observations";
import { durations, failuresOf, rejections, requests, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_EVENTS = 600;

export const eventBridgeBusDeclarations: AlarmDeclarations = {
  monitors: eventBridgeBus({ name: "shop", eventBusName: "shop", maximumLatencySeconds: 60 }),
  source: serviceMetrics({
    InvocationAttempts: requests(PEAK_EVENTS),
    SuccessfulInvocationAttempts: ({ load, failing }, minute) => {
      const total = Math.ceil(PEAK_EVENTS * load);
      return count(total - failuresOf(total, failing, minute));
    },
    ThrottledRules: rejections(PEAK_EVENTS),
    IngestionToInvocationSuccessLatency: durations(PEAK_EVENTS, { typical: 400, timeout: 300_000 }),
  }),
  outcomes: {
    "failed-attempts": raisedBy("outage"),
    throttles: raisedBy("slowBurn"),
    // If 1 % of the events are late, the p99 is late.
    latency: raisedBy("slowBurn", "outage", "quietNight"),
  },
};
