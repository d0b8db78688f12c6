import { sqsQueueDeclarations } from "../../../../test/cloudwatch/declarations/sqs-queue";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { sqsQueue } from "./sqs-queue";

describe("the monitors of an SQS queue", () => {
  specifyMonitors(sqsQueueDeclarations);

  it("have no alarm for failed messages without a dead-letter queue", () => {
    const { monitors } = sqsQueue({ name: "orders", queueName: "orders" });
    expect(monitors.filter(({ alarm }) => alarm !== undefined).map(({ name }) => name)).toEqual(["oldest-message"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "Orders", queueName: "orders queue", maximumAgeSeconds: 30, region: "Ohio", deadletter: "x" };
    expect(() => sqsQueue(args)).toThrowErrorMatchingSnapshot();
    expect(() => sqsQueue({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
