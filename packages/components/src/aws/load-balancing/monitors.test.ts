import { deployedMonitors } from "../../../test/component-monitors";
import { LoadBalancer, NetworkLoadBalancer } from "./index";

const network = {
  vpcId: "vpc-0a1b2c3d",
  publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  privateSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
};

describe("the monitors of a LoadBalancer", () => {
  it("watch the load balancer", async () => {
    const { set, alarms, dimensions, unpublished } = await deployedMonitors(() =>
      new LoadBalancer("ShopWeb", { network, allowHttp: true, region: "eu-west-1" }).monitors(),
    );
    expect(set).toMatchObject({ name: "shop-web", title: "Application Load Balancer shop-web", region: "eu-west-1" });
    expect(alarms).toEqual(["errors (page)", "rejected-connections (page)"]);
    expect(dimensions).toEqual([{ LoadBalancer: "app/ShopWeb-lb/0a1b2c3d" }]);
    expect(unpublished).toEqual([]);
  });

  it("can have another name and Region", async () => {
    const { set } = await deployedMonitors(() =>
      new LoadBalancer("shop", { network, allowHttp: true }).monitors({ name: "shop-lb", region: "eu-west-1" }),
    );
    expect(set).toMatchObject({ name: "shop-lb", region: "eu-west-1" });
  });
});

describe("the monitors of a NetworkLoadBalancer", () => {
  it("watch the load balancer", async () => {
    const { set, alarms, dimensions, unpublished } = await deployedMonitors(() =>
      new NetworkLoadBalancer("broker", { network, ports: [8883] }).monitors(),
    );
    expect(set).toMatchObject({ name: "broker", title: "Network Load Balancer broker" });
    expect(alarms).toEqual(["unhealthy-routing (page)", "port-allocation-errors (page)"]);
    expect(dimensions).toEqual([{ LoadBalancer: "net/broker-lb/0a1b2c3d" }]);
    expect(unpublished).toEqual([]);
  });
});
