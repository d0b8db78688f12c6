import { kinesisStream } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { failuresOf, rejections, requests, serviceMetrics, utilization, type MetricModel } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_RECORDS = 600;

/** Publishes 1 for each request that succeeds, and 0 for each that fails. */
const successes =
  (peak: number): MetricModel =>
  ({ load, failing }, minute) => {
    const total = Math.ceil(peak * load);
    const failed = failuresOf(total, failing, minute);
    return total === 0
      ? undefined
      : [
          [1, total - failed],
          [0, failed],
        ];
  };

export const kinesisStreamDeclarations: AlarmDeclarations = {
  monitors: kinesisStream({ name: "clicks", streamName: "clicks", maximumAgeSeconds: 600 }),
  source: serviceMetrics({
    "GetRecords.IteratorAgeMilliseconds": utilization({
      idle: 200,
      busy: 1000,
      failing: 2_000_000,
      leaked: 1_000_000,
      range: [0, 86_400_000],
    }),
    "PutRecord.Success": successes(PEAK_RECORDS),
    "PutRecords.TotalRecords": () => undefined,
    "PutRecords.FailedRecords": () => undefined,
    IncomingRecords: requests(PEAK_RECORDS),
    WriteProvisionedThroughputExceeded: rejections(PEAK_RECORDS),
    ReadProvisionedThroughputExceeded: utilization({ idle: 0, busy: 0.01, leaked: 0.5, range: [0, 1] }),
  }),
  outcomes: {
    "record-age": raisedBy("slowBurn", "outage"),
    "failed-writes": raisedBy("outage"),
    "throttled-writes": raisedBy("slowBurn"),
    "throttled-reads": raisedBy("slowBurn"),
  },
};
