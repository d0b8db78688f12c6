import { rules } from "../../catalog";
import { evaluate } from "../../evaluation/evaluate";
import { untypedPlan } from "../../authoring/example-plan";

type ExampleState = Parameters<typeof untypedPlan>[0][string][2];

/** Returns the number of findings that a rule from the catalog reports for one resource. */
function countFindings(id: string, type: string, props: object, state: ExampleState = {}): number {
  const selected = rules.filter((rule) => rule.id === id).map((rule) => ({ rule, level: "mandatory" as const }));
  if (selected.length !== 1) throw new Error(`There is no rule "${id}".`);
  return evaluate(untypedPlan({ resource: [type, props, state] }), selected).findings.length;
}

const ignoring = (...ignoreChanges: string[]): ExampleState => ({ options: { ignoreChanges } });

describe("rules for properties that other tools also change", () => {
  it.each<[id: string, type: string, props: object, ignored: string[], tooFew: string[]]>([
    [
      "ecs-deployment-one-owner",
      "aws:ecs/service:Service",
      { deploymentController: { type: "CODE_DEPLOY" } },
      ["taskDefinition", "loadBalancers"],
      ["taskDefinition"],
    ],
    [
      "eks-node-count-one-owner",
      "aws:eks/nodeGroup:NodeGroup",
      { scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 } },
      ["scalingConfig.desiredSize"],
      ["scalingConfig.maxSize"],
    ],
    [
      "rds-minor-version-one-owner",
      "aws:rds/instance:Instance",
      { engine: "postgres", engineVersion: "16.4" },
      ["engineVersion"],
      ["tags"],
    ],
  ])("%s accepts resources that ignore changes to the properties", (id, type, props, ignored, tooFew) => {
    expect(countFindings(id, type, props)).toBe(1);
    expect(countFindings(id, type, props, ignoring(...ignored))).toBe(0);
    expect(countFindings(id, type, props, ignoring("*"))).toBe(0);
    expect(countFindings(id, type, props, ignoring(...tooFew))).toBe(1);
  });
});

it("accepts the protect option on stateful resources", () => {
  for (const type of ["aws:kms/key:Key", "aws:s3/bucket:Bucket", "aws:rds/instance:Instance"]) {
    expect(countFindings("stores-protected", type, {})).toBe(1);
    expect(countFindings("stores-protected", type, {}, { options: { protect: true } })).toBe(0);
  }
});
