import { httpApi, restApi } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { eachFailure, eachRequest } from "../sources/per-request";
import { durations, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 1200;
const TIMES = { typical: 80, timeout: 29_000 };
const limits = { maximumLatencyMilliseconds: 1000, maximumClientErrorPercent: 20 };

const declared: Omit<AlarmDeclarations, "monitors"> = {
  source: serviceMetrics({
    Count: eachRequest(PEAK_REQUESTS),
    "5XXError": eachFailure(PEAK_REQUESTS),
    "4XXError": eachFailure(PEAK_REQUESTS),
    "5xx": eachFailure(PEAK_REQUESTS),
    "4xx": eachFailure(PEAK_REQUESTS),
    Latency: durations(PEAK_REQUESTS, TIMES),
    IntegrationLatency: durations(PEAK_REQUESTS, TIMES),
  }),
  outcomes: {
    errors: raisedBy("outage", "failedDeployment"),
    // If 1 % of the requests time out, the p99 is the timeout.
    latency: raisedBy("slowBurn", "outage"),
    "client-errors": raisedBy("outage", "failedDeployment"),
  },
};

export const restApiDeclarations: AlarmDeclarations = {
  ...declared,
  monitors: restApi({ name: "orders-api", apiName: "orders", stageName: "prod", ...limits }),
};

export const httpApiDeclarations: AlarmDeclarations = {
  ...declared,
  monitors: httpApi({ name: "orders-api", apiId: "a1b2c3d4e5", stageName: "$default", ...limits }),
};
