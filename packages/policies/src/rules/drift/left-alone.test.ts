import { rules } from "../../catalogue";
import { evaluate } from "../../evaluation/evaluate";
import { untypedPlan } from "../../authoring/example-plan";

type More = Parameters<typeof untypedPlan>[0][string][2];

/** How many times a rule of the catalogue objects to one resource. */
function objections(id: string, type: string, props: object, more: More = {}): number {
  const chosen = rules.filter((rule) => rule.id === id).map((rule) => ({ rule, level: "mandatory" as const }));
  if (chosen.length !== 1) throw new Error(`no rule ${id}`);
  return evaluate(untypedPlan({ one: [type, props, more] }), chosen).findings.length;
}

const ignoring = (...ignoreChanges: string[]): More => ({ options: { ignoreChanges } });

describe("what something else changes may be ignored", () => {
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
  ])("%s", (id, type, props, ignored, tooFew) => {
    expect(objections(id, type, props)).toBe(1);
    expect(objections(id, type, props, ignoring(...ignored))).toBe(0);
    expect(objections(id, type, props, ignoring("*"))).toBe(0);
    expect(objections(id, type, props, ignoring(...tooFew))).toBe(1);
  });
});

it("a store without a protection of its own is protected by Pulumi's", () => {
  for (const type of ["aws:kms/key:Key", "aws:s3/bucket:Bucket", "aws:rds/instance:Instance"]) {
    expect(objections("stores-protected", type, {})).toBe(1);
    expect(objections("stores-protected", type, {}, { options: { protect: true } })).toBe(0);
  }
});
