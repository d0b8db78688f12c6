import { applicationLoadBalancerDeclarations } from "../../../../test/cloudwatch/declarations/application-load-balancer";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { applicationLoadBalancer } from "./application-load-balancer";

describe("the monitors of an Application Load Balancer", () => {
  specifyMonitors(applicationLoadBalancerDeclarations);

  it("reject invalid arguments", () => {
    expect(() =>
      applicationLoadBalancer({ name: "Shop", loadBalancer: "arn:aws:shop", loadbalancer: "x" } as never),
    ).toThrowErrorMatchingSnapshot();
    expect(() => applicationLoadBalancer({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
