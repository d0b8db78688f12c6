import { eventbridgeBusDeclarations } from "../../../../test/cloudwatch/declarations/eventbridge-bus";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { eventbridgeBus } from "./eventbridge-bus";

describe("the monitors of an EventBridge bus", () => {
  specifyMonitors(eventbridgeBusDeclarations);

  it("alarm on late events only if their limit is known", () => {
    const { monitors } = eventbridgeBus({ name: "shop", eventBusName: "shop" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual(["failed-attempts", "throttles"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "shop", eventBusName: "", maximumLatencySeconds: 100_000 };
    expect(() => eventbridgeBus(args)).toThrowErrorMatchingSnapshot();
  });
});
