import { constrainedTypes, violatedConstraints } from "./aws-constraints";
import { deployed } from "./network";
import { CONFIGURATIONS } from "./upgrade/configurations";

const configurations = Object.entries(CONFIGURATIONS);
const awsConfigurations = configurations.filter(([name]) => !/^(?:namespace|workload)-/.test(name));

describe("the constraints of AWS", () => {
  it.each(awsConfigurations)("are satisfied by %s", async (_, program) => {
    expect(violatedConstraints(await deployed(program))).toEqual([]);
  });

  it("include the resources of EKS that AWS describes", () => {
    expect(constrainedTypes.filter((type) => type.startsWith("aws:eks/"))).toEqual([
      "aws:eks/addon:Addon",
      "aws:eks/cluster:Cluster",
      "aws:eks/nodeGroup:NodeGroup",
    ]);
  });
});
