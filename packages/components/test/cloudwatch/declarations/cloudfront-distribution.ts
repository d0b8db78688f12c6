import { cloudFrontDistribution } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { eachFailure, eachRequest } from "../sources/per-request";
import { durations, requests, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 1200;

export const cloudFrontDistributionDeclarations: AlarmDeclarations = {
  monitors: cloudFrontDistribution({
    name: "shop",
    distributionId: "EDFDVBD6EXAMPLE",
    maximumOriginLatencyMilliseconds: 1000,
  }),
  source: serviceMetrics({
    Requests: requests(PEAK_REQUESTS),
    "5xxErrorRate": eachFailure(PEAK_REQUESTS, 100),
    "4xxErrorRate": eachFailure(PEAK_REQUESTS, 100),
    CacheHitRate: eachRequest(PEAK_REQUESTS),
    OriginLatency: durations(PEAK_REQUESTS, { typical: 80, timeout: 30_000 }),
  }),
  outcomes: {
    errors: raisedBy("outage", "failedDeployment"),
    // If 1 % of the requests time out, the p99 is the timeout.
    "origin-latency": raisedBy("slowBurn", "outage"),
  },
};
