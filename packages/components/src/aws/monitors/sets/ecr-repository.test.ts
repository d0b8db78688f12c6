import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { ecrRepositoryDeclarations } from "../../../../test/cloudwatch/declarations/ecr-repository";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { ecrRepository } from "./ecr-repository";

describe("the monitors of an ECR repository", () => {
  specifyMonitors(ecrRepositoryDeclarations);

  it("alarm only if the usual number of pulls is known", () => {
    expect(alarmsOf(ecrRepository({ name: "orders", repositoryName: "orders" }))).toEqual([]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", repositoryName: "Shop//Orders", maximumPullsPerHour: 0 };
    expect(() => ecrRepository(args)).toThrowErrorMatchingSnapshot();
  });
});
