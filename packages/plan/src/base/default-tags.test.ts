import type { Plan, Resource } from "../model/plan";
import { makeUrn } from "../model/urn";
import { makeSecret, propertyMap, UNKNOWN, type Value } from "../model/value";
import { parseSavedPlan, serializePlan } from "../saved-plan/saved-plan";
import { compareWithBase } from "./compare-with-base";

type Members = Readonly<Record<string, Value>>;
const bag = (members: Members) => propertyMap(Object.entries(members));
const PROVIDER = "pulumi:providers:aws";
const QUEUE = "aws:sqs/queue:Queue";
const urnOf = (name: string, type = QUEUE) => makeUrn("dev", "shop", undefined, type, name);

function resource(name: string, type: string, inputs: Members, more: Partial<Resource> = {}): Resource {
  return {
    ...{ urn: urnOf(name, type), type, name, custom: true, inputs: bag(inputs), outputs: propertyMap() },
    ...{ dependencies: [], propertyDependencies: {}, options: {} },
    ...more,
  };
}

/** Returns a plan with a provider, and a queue with the merged tags that the engine has added. */
function planWith(defaultTags: Value, inputs: Members, more: Partial<Resource> = {}): Plan {
  const provider = resource("p", PROVIDER, { version: "7.48.0", defaultTags });
  const queue = resource("q", QUEUE, inputs, { provider: provider.urn, ...more });
  return {
    engine: { name: "embedded", version: "3.248.0" },
    ...{ organization: "organization", project: "shop", stack: "dev", result: "succeeded" as const },
    resources: [provider, queue],
    steps: [provider, queue].map(({ urn, type }) => ({ operation: "create" as const, urn, type })),
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}

const json = (tags: object) => JSON.stringify({ tags });
const stepOf = (plan: Plan) => {
  const step = plan.steps.find(({ urn }) => urn === urnOf("q"));
  return [step?.operation, ...(step?.diffKeys ?? [])];
};

describe("compareWithBase, for default tags", () => {
  const project = planWith(json({ Project: "x" }), { tagsAll: bag({ Project: "x" }) });
  const more = planWith(json({ Project: "x", CostCentre: "42" }), {
    tagsAll: bag({ Project: "x", CostCentre: "42" }),
  });

  it("updates the resources if the head adds a default tag", () => {
    expect(stepOf(compareWithBase(more, project))).toEqual(["update", "tagsAll"]);
    expect(stepOf(compareWithBase(project, project))).toEqual(["same"]);
  });

  it("derives the merged tags that an older saved plan does not contain", () => {
    const old = planWith(json({ Project: "x" }), {});
    expect(stepOf(compareWithBase(project, old))).toEqual(["same"]);
    expect(stepOf(compareWithBase(more, old))).toEqual(["update", "tagsAll"]);
  });

  it("assumes that tags with the same sources are unchanged", () => {
    const unknown = planWith(
      json({ Project: "x" }),
      { tags: bag({ Of: UNKNOWN }), tagsAll: bag({ Project: "x", Of: UNKNOWN }) },
      { propertyDependencies: { tags: [urnOf("other")] }, dependencies: [urnOf("other")] },
    );
    const compared = compareWithBase(unknown, unknown);
    expect(stepOf(compared)).toEqual(["same"]);
    expect(compared.gaps.assumedUnchanged).toEqual([{ urn: urnOf("q"), path: "tags.Of" }]);
  });

  it("assumes that unknown default tags with the same sources are unchanged", () => {
    const unknown = planWith(UNKNOWN, { tagsAll: UNKNOWN });
    expect(stepOf(compareWithBase(unknown, unknown))).toEqual(["same"]);
    expect(stepOf(compareWithBase(unknown, project))).toEqual(["update", "tagsAll"]);
  });

  it("compares the digests of secret tags", () => {
    const secret = (value: string) => {
      const tags = bag({ Key: makeSecret(value) });
      return planWith(json({ Project: "x" }), { tags, tagsAll: bag({ Project: "x", Key: makeSecret(value) }) });
    };
    const saved = serializePlan(secret("one-secret-value"), { secrets: ["one-secret-value"] });
    const { plan, salt } = parseSavedPlan(saved, "plan.json");
    expect(saved).not.toContain("one-secret-value");
    const compare = (value: string) =>
      stepOf(compareWithBase(secret(value), plan, { concealment: { salt, secrets: [value] } }));
    expect(compare("one-secret-value")).toEqual(["same"]);
    expect(compare("other-secret-value")).toEqual(["update", "tags", "tagsAll"]);
  });
});
