import { dynamoDbTable } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { durations, failures, rejections, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 600;

export const dynamoDbTableDeclarations: AlarmDeclarations = {
  monitors: dynamoDbTable({
    name: "orders",
    tableName: "orders",
    operations: ["GetItem", "Query"],
    maximumLatencyMilliseconds: 50,
  }),
  source: serviceMetrics({
    SuccessfulRequestLatency: durations(PEAK_REQUESTS, { typical: 5, timeout: 200 }),
    SystemErrors: failures(PEAK_REQUESTS),
    ThrottledRequests: rejections(PEAK_REQUESTS),
  }),
  outcomes: {
    errors: raisedBy("outage"),
    throttles: raisedBy("slowBurn"),
    // If 1 % of the requests are slow, the p99 is slow.
    latency: raisedBy("slowBurn", "outage"),
  },
};
