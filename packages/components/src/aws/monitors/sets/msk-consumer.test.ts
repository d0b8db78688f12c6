import { mskConsumerDeclarations } from "../../../../test/cloudwatch/declarations/msk-consumer";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { mskConsumer } from "./msk-consumer";

describe("the monitors of an MSK consumer", () => {
  specifyMonitors(mskConsumerDeclarations);

  it("alarm after fifteen minutes by default", () => {
    const args = { name: "billing", clusterName: "events", consumerGroup: "billing", topic: "orders" };
    expect(
      mskConsumer(args)
        .monitors.filter(hasAlarm)
        .map(({ alarm }) => alarm.threshold),
    ).toEqual([900]);
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "billing",
      clusterName: "events",
      consumerGroup: " ",
      topic: "all orders",
      maximumLagSeconds: 1,
    };
    expect(() => mskConsumer(args)).toThrowErrorMatchingSnapshot();
    expect(() => mskConsumer({ name: "billing" } as never)).toThrowErrorMatchingSnapshot();
  });
});
