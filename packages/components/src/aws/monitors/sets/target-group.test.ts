import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { targetGroupDeclarations } from "../../../../test/cloudwatch/declarations/target-group";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { targetGroup } from "./target-group";

describe("the monitors of a target group", () => {
  specifyMonitors(targetGroupDeclarations);

  it("have no alarm for slow responses without a limit", () => {
    const set = targetGroup({
      name: "orders",
      loadBalancer: "app/shop/50dc6c495c0c9188",
      targetGroup: "targetgroup/orders/73e2d6bc24d8a067",
    });
    expect(alarmsOf(set)).toEqual(["errors (page)", "no-healthy-targets (page)", "unhealthy-targets (ticket)"]);
  });

  it("reject invalid arguments", () => {
    expect(() =>
      targetGroup({
        name: "orders",
        loadBalancer: "net/broker/50dc6c495c0c9188",
        targetGroup: "orders",
        maximumLatencyMilliseconds: 0.5,
      }),
    ).toThrowErrorMatchingSnapshot();
    expect(() => targetGroup({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
