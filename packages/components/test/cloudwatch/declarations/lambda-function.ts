import { lambdaFunction } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { durations, failures, rejections, requests, serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_INVOCATIONS = 600;

export const lambdaFunctionDeclarations: AlarmDeclarations = {
  monitors: lambdaFunction({
    name: "resize",
    functionName: "resize",
    timeoutSeconds: 30,
    maximumRecordAgeSeconds: 600,
  }),
  source: serviceMetrics({
    Invocations: requests(PEAK_INVOCATIONS),
    Errors: failures(PEAK_INVOCATIONS),
    Throttles: rejections(PEAK_INVOCATIONS),
    Duration: durations(PEAK_INVOCATIONS, { typical: 800, timeout: 30_000 }),
    IteratorAge: utilization({ idle: 500, busy: 1000, failing: 2_000_000, leaked: 1_000_000, range: [0, 604_800_000] }),
  }),
  outcomes: {
    errors: raisedBy("outage"),
    throttles: raisedBy("slowBurn"),
    // If 1 % of the invocations time out, the p99 is the timeout.
    duration: raisedBy("slowBurn", "outage", "quietNight"),
    "record-age": raisedBy("slowBurn", "outage"),
  },
};
