import { syntheticsCanaryDeclarations } from "../../../../test/cloudwatch/declarations/synthetics-canary";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { syntheticsCanary } from "./synthetics-canary";

describe("the monitors of a Synthetics canary", () => {
  specifyMonitors(syntheticsCanaryDeclarations);

  it("have periods of the interval between runs", () => {
    const { monitors } = syntheticsCanary({ name: "checkout", canaryName: "checkout", intervalMinutes: 10 });
    expect(monitors.map(({ periodSeconds }) => periodSeconds)).toEqual([600, 600, 600]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "checkout", canaryName: "Checkout", intervalMinutes: 0.5 };
    expect(() => syntheticsCanary(args)).toThrowErrorMatchingSnapshot();
    expect(() => syntheticsCanary({ name: "checkout" } as never)).toThrowErrorMatchingSnapshot();
  });
});
