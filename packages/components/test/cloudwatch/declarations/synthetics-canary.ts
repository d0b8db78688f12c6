import { syntheticsCanary } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { failingFraction } from "../sources/per-request";
import { rarely } from "../sources/rarely";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const INTERVAL_MINUTES = 5;

export const syntheticsCanaryDeclarations: AlarmDeclarations = {
  monitors: syntheticsCanary({ name: "checkout", canaryName: "checkout", intervalMinutes: INTERVAL_MINUTES }),
  source: serviceMetrics({
    // Each run is one request that fails or not, spread over time, but equally in each test run.
    SuccessPercent: rarely(INTERVAL_MINUTES, (conditions, minute) => [
      [Math.abs((minute * 7919) % 1000) / 1000 < failingFraction(conditions) ? 0 : 100, 1],
    ]),
    Duration: rarely(INTERVAL_MINUTES, utilization({ idle: 4000, busy: 1000, range: [0, 60_000] })),
  }),
  outcomes: {
    // A canary does not depend on traffic, so it also finds ten failing minutes at night.
    "failed-runs": raisedBy("outage", "quietNight", "failedDeployment"),
    "missing-runs": raisedBy("metricsStop"),
  },
};
