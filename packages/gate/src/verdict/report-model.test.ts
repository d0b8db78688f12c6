import { propertyMap, type Plan, type Resource, type Step } from "@roadbed/plan";
import { reportedResources } from "./report-model";

const URN = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs";

function bucket(options: Resource["options"]): Resource {
  const identity = { urn: URN, type: "aws:s3/bucket:Bucket", name: "logs", custom: true };
  const values = { inputs: propertyMap(), outputs: propertyMap(), dependencies: [], propertyDependencies: {} };
  return { ...identity, ...values, options };
}

function planOf(resources: readonly Resource[], steps: readonly Step[]): Plan {
  return {
    engine: { name: "pulumi" },
    organization: "organization",
    project: "shop",
    stack: "dev",
    result: "succeeded",
    resources,
    steps,
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "engine",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}

describe("reportedResources", () => {
  it("contains the options that affect a replacement, before and after the change", () => {
    const replacedBecause = [{ urn: "urn:pulumi:dev::shop::x:i:T::a", property: "bucket" }];
    const old = bucket({ protect: true, retainOnDelete: false, ignoreChanges: ["tags"] });
    const step: Step = { operation: "replace", urn: URN, type: "aws:s3/bucket:Bucket", old, replacedBecause };
    expect(reportedResources(planOf([bucket({ deleteBeforeReplace: true })], [step]))).toEqual([
      expect.objectContaining({
        options: { deleteBeforeReplace: true },
        priorOptions: { protect: true, retainOnDelete: false },
        replacedBecause,
      }),
    ]);
  });

  it("contains only the prior options of a deleted resource, and no options if none is set", () => {
    const old = bucket({ protect: true });
    const step: Step = { operation: "delete", urn: URN, type: "aws:s3/bucket:Bucket", old };
    const [deleted] = reportedResources(planOf([], [step]));
    expect(deleted?.priorOptions).toEqual({ protect: true });
    expect(deleted).not.toHaveProperty("options");
    expect(reportedResources(planOf([bucket({})], []))[0]).not.toHaveProperty("options");
  });
});
