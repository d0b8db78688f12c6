import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { ecsTasksDeclarations } from "../../../../test/cloudwatch/declarations/ecs-tasks";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { ecsService } from "./ecs-tasks";

describe("the monitors of the tasks of an ECS service", () => {
  specifyMonitors(ecsTasksDeclarations);

  it("watch the number of tasks only with Container Insights", () => {
    const set = ecsService({ name: "orders", clusterName: "shop", serviceName: "orders" });
    expect(alarmsOf(set)).toEqual(["cpu (ticket)", "memory (ticket)"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", clusterName: "arn:aws:ecs", serviceName: "", containerInsights: "enhanced" };
    expect(() => ecsService(args as never)).toThrowErrorMatchingSnapshot();
    expect(() => ecsService({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
