import { deployedMonitors } from "../../../test/component-monitors";
import { deployed } from "../../../test/network";
import { CLUSTER, LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsCluster, EcsService, type EcsServiceArgs } from "./index";

const monitorsOf = (args: Partial<EcsServiceArgs> = {}) =>
  deployedMonitors(() => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...args }).monitors());

describe("the monitors of an EcsService", () => {
  it("watch the tasks of a worker", async () => {
    const { set, alarms, dimensions, unpublished } = await monitorsOf();
    expect(set).toMatchObject({ name: "orders", title: "ECS service orders" });
    expect(alarms).toEqual(["cpu (ticket)", "memory (ticket)"]);
    expect(dimensions).toEqual([{ ClusterName: "main", ServiceName: "orders-service" }]);
    expect(unpublished).toEqual([]);
  });

  it.each<[string, EcsServiceArgs["cluster"], boolean]>([
    ["publishes", { ...CLUSTER, publishesTaskCounts: true }, true],
    ["does not publish", CLUSTER, false],
  ])("if Container Insights %s the number of tasks", async (_, cluster, isWatched) => {
    expect((await monitorsOf({ cluster })).alarms.includes("missing-tasks (ticket)")).toBe(isWatched);
  });

  it("know whether an EcsCluster has Container Insights", async () => {
    const found: boolean[] = [];
    await deployed(() => {
      found.push(new EcsCluster("on").publishesTaskCounts);
      found.push(new EcsCluster("off", { containerInsights: "disabled" }).publishesTaskCounts);
    });
    expect(found).toEqual([true, false]);
  });

  it("refer to the alarms that roll back deployments", async () => {
    const names: unknown[] = [];
    const { alarms } = await deployedMonitors(() => {
      const service = new EcsService("orders", {
        ...REQUIRED_ARGUMENTS,
        port: 8080,
        loadBalancer: { loadBalancer: LOAD_BALANCER },
        alarms: { p99Seconds: 1 },
      });
      const set = service.monitors();
      names.push(...set.monitors.map(({ alarm }) => alarm?.existing?.alarmName));
      expect(names).toEqual([service.alarms.errors?.name, service.alarms.latency?.name, undefined, undefined]);
      return set;
    });
    expect(alarms).toEqual(["errors (page)", "latency (page)", "cpu (ticket)", "memory (ticket)"]);
  });

  it("watch the health of tasks behind a Network Load Balancer", async () => {
    const { alarms, unpublished } = await monitorsOf({
      port: 8080,
      loadBalancer: { loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } },
      deployment: { strategy: "blueGreen" },
    });
    expect(alarms).toEqual(["unhealthy-tasks (page)", "cpu (ticket)", "memory (ticket)"]);
    expect(unpublished).toEqual([]);
  });
});
