import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { codeBuildProjectDeclarations } from "../../../../test/cloudwatch/declarations/code-build-project";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { codeBuildProject } from "./code-build-project";

describe("the monitors of a CodeBuild project", () => {
  specifyMonitors(codeBuildProjectDeclarations);

  it("alarm on waiting builds only if their limit is known", () => {
    expect(alarmsOf(codeBuildProject({ name: "orders", projectName: "orders" }))).toEqual(["failed-builds (ticket)"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", projectName: "-orders", minimumBuilds: 0, maximumQueuedSeconds: 28_801 };
    expect(() => codeBuildProject(args)).toThrowErrorMatchingSnapshot();
  });
});
