import { syntheticsCanaryDeclarations } from "../../../../test/cloudwatch/declarations/synthetics-canary";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { syntheticsCanary } from "./synthetics-canary";

describe("the monitors of a Synthetics canary", () => {
  specifyMonitors(syntheticsCanaryDeclarations);

  it("have periods of the interval between runs", () => {
    const periods = (intervalMinutes?: number) =>
      syntheticsCanary({
        name: "checkout",
        canaryName: "checkout",
        ...(intervalMinutes !== undefined && { intervalMinutes }),
      }).monitors.map(({ periodSeconds }) => periodSeconds);
    expect(periods()).toEqual([300, 300, 300]);
    expect(periods(1)).toEqual([60, 60, 60]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "checkout", canaryName: "Checkout", intervalMinutes: 0.5 };
    expect(() => syntheticsCanary(args)).toThrowErrorMatchingSnapshot();
  });
});
