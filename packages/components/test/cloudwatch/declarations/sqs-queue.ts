import { sqsQueue } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { queueMetrics } from "../sources/queues";
import { raisedBy } from "./raised-by";

export const sqsQueueDeclarations: AlarmDeclarations = {
  monitors: sqsQueue({ name: "orders", queueName: "orders", deadLetterQueueName: "orders-dead" }),
  source: queueMetrics({ deadLetterQueue: "orders-dead" }),
  outcomes: {
    "oldest-message": raisedBy("slowBurn", "outage"),
    // A message that fails at night fails in each attempt.
    "dead-letters": raisedBy("slowBurn", "quietNight"),
  },
};
