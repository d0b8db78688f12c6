import { mskConsumer } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { serviceMetrics, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

export const mskConsumerDeclarations: AlarmDeclarations = {
  monitors: mskConsumer({ name: "billing", clusterName: "events", consumerGroup: "billing", topic: "orders" }),
  source: serviceMetrics({
    EstimatedMaxTimeLag: utilization({ idle: 0, busy: 5, failing: 3000, leaked: 2000, range: [0, 604_800] }),
  }),
  outcomes: {
    lag: raisedBy("slowBurn", "outage"),
  },
};
