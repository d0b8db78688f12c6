import { deployedMonitors } from "../../../test/component-monitors";
import { EcrRepository, type EcrRepositoryMonitorsArgs } from "./index";

const monitorsOf = (args?: EcrRepositoryMonitorsArgs) =>
  deployedMonitors(() => new EcrRepository("OrdersImages", { repositoryName: "shop/orders" }).monitors(args));

describe("the monitors of an EcrRepository", () => {
  it("show the pulls", async () => {
    const { set, alarms, dimensions, unpublished } = await monitorsOf();
    expect(set).toMatchObject({ name: "orders-images", title: "ECR repository orders-images" });
    expect(alarms).toEqual([]);
    expect(dimensions).toEqual([{ RepositoryName: "shop/orders" }]);
    expect(unpublished).toEqual([]);
  });

  it("have an alarm if it is known how many pulls are unusual", async () => {
    expect((await monitorsOf({ maximumPullsPerHour: 500 })).alarms).toEqual(["pulls (ticket)"]);
  });
});
