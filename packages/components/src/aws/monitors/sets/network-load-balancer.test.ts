import { networkLoadBalancerDeclarations } from "../../../../test/cloudwatch/declarations/network-load-balancer";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { networkLoadBalancer } from "./network-load-balancer";

describe("the monitors of a Network Load Balancer", () => {
  specifyMonitors(networkLoadBalancerDeclarations);

  it("reject invalid arguments", () => {
    expect(() =>
      networkLoadBalancer({ name: "broker", loadBalancer: "app/shop/50dc6c495c0c9188", region: "Ohio" }),
    ).toThrowErrorMatchingSnapshot();
    expect(() => networkLoadBalancer({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
