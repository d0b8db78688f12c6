import { eventBridgeRuleDeclarations } from "../../../../test/cloudwatch/declarations/eventbridge-rule";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { eventBridgeRule } from "./eventbridge-rule";

describe("the monitors of an EventBridge rule", () => {
  specifyMonitors(eventBridgeRuleDeclarations);

  it("watch dead-letter queues and late events only if the program asks for it", () => {
    const { monitors } = eventBridgeRule({ name: "orders", ruleName: "orders" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual([
      "failed-invocations",
      "failed-invocations-per-hour",
    ]);
  });

  it.each([
    ["no bus", undefined, { RuleName: "orders" }],
    ["the default bus", "default", { RuleName: "orders" }],
    ["another bus", "shop", { EventBusName: "shop", RuleName: "orders" }],
  ])("have the dimensions of %s", (_, eventBusName, dimensions) => {
    const bus = eventBusName === undefined ? {} : { eventBusName };
    const { monitors } = eventBridgeRule({ name: "orders", ruleName: "orders", ...bus });
    expect(monitors.find(({ name }) => name === "matched")?.value).toMatchObject({ dimensions });
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "orders",
      ruleName: "all orders",
      eventBusName: "shop bus",
      deadLetterQueues: 1,
      maximumLatencySeconds: 0,
    };
    expect(() => eventBridgeRule(args as never)).toThrowErrorMatchingSnapshot();
  });
});
