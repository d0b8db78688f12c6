import { autoScalingGroupDeclarations } from "../../../../test/cloudwatch/declarations/auto-scaling-group";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { autoScalingGroup } from "./auto-scaling-group";

describe("the monitors of an Auto Scaling group", () => {
  specifyMonitors(autoScalingGroupDeclarations);

  it("do not compare capacities that the group does not publish", () => {
    const { monitors } = autoScalingGroup({ name: "workers", autoScalingGroupName: "workers" });
    expect(monitors.map(({ name }) => name)).toEqual(["status-checks", "cpu"]);
  });

  it("reject invalid arguments", () => {
    const autoScalingGroupName = "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/a";
    expect(() =>
      autoScalingGroup({ name: "workers", autoScalingGroupName, groupMetrics: "yes" } as never),
    ).toThrowErrorMatchingSnapshot();
  });
});
