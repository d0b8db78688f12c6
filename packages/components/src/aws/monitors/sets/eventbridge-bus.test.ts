import { eventBridgeBusDeclarations } from "../../../../test/cloudwatch/declarations/eventbridge-bus";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { eventBridgeBus } from "./eventbridge-bus";

describe("the monitors of an EventBridge bus", () => {
  specifyMonitors(eventBridgeBusDeclarations);

  it("alarm on late events only if their limit is known", () => {
    const { monitors } = eventBridgeBus({ name: "shop", eventBusName: "shop" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual(["failed-attempts", "throttles"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "shop", eventBusName: "", maximumLatencySeconds: 100_000 };
    expect(() => eventBridgeBus(args)).toThrowErrorMatchingSnapshot();
  });
});
