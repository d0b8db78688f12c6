import { snsTopicDeclarations } from "../../../../test/cloudwatch/declarations/sns-topic";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { snsTopic } from "./sns-topic";

describe("the monitors of an SNS topic", () => {
  specifyMonitors(snsTopicDeclarations);

  it("watch dead-letter queues only if there are some", () => {
    const { monitors } = snsTopic({ name: "orders", topicName: "orders" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual([
      "failed-deliveries",
      "failed-deliveries-per-hour",
    ]);
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "orders",
      topicName: "arn:aws:sns:eu-west-1:123456789012:orders",
      deadLetterQueues: "orders-dead",
    };
    expect(() => snsTopic(args as never)).toThrowErrorMatchingSnapshot();
  });
});
