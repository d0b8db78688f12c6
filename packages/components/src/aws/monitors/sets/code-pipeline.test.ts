import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { codePipelineDeclarations } from "../../../../test/cloudwatch/declarations/code-pipeline";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { codePipeline } from "./code-pipeline";

describe("the monitors of a pipeline", () => {
  specifyMonitors(codePipelineDeclarations);

  it("alarm on slow executions only if their limit is known", () => {
    expect(alarmsOf(codePipeline({ name: "orders", pipelineName: "orders" }))).toEqual(["failed-executions (ticket)"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", pipelineName: "orders/main", maximumMinutes: 20_000 };
    expect(() => codePipeline(args)).toThrowErrorMatchingSnapshot();
  });
});
