import type { Plan } from "../model/plan";
import { makeSecret, propertyMap, UNKNOWN, type Value } from "../model/value";
import { parseSavedPlan, serializePlan } from "../saved-plan/saved-plan";
import { compareWithBase } from "./compare-with-base";

describe("compareWithBase, for stack outputs", () => {
  const withOutputs = (outputs: Readonly<Record<string, Value>>, more: Partial<Plan> = {}): Plan => ({
    engine: { name: "embedded", version: "3.248.0" },
    organization: "organization",
    project: "shop",
    stack: "dev",
    result: "succeeded",
    resources: [],
    steps: [],
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
    outputs: propertyMap(Object.entries(outputs)),
    ...more,
  });
  const outputChanges = (head: Plan, base: Plan) =>
    compareWithBase(head, base).outputChanges?.map(({ name, operation }) => `${operation} ${name}`);

  it("lists new, changed, and removed outputs, which are not changed resources", () => {
    const base = withOutputs({ kept: [1], changed: "a", removed: true, secret: makeSecret("a") });
    const head = withOutputs({ kept: [1], changed: "b", new: null, secret: makeSecret("b") });
    expect(outputChanges(head, base)).toEqual(["update changed", "create new", "delete removed", "update secret"]);
    expect(compareWithBase(head, base).steps).toEqual([]);
  });

  it("assumes that an output that is unknown in both plans is unchanged", () => {
    const base = withOutputs({ both: UNKNOWN, part: { a: UNKNOWN, b: 1 }, head: "a", base: UNKNOWN });
    const head = withOutputs({ both: UNKNOWN, part: { a: UNKNOWN, b: 2 }, head: UNKNOWN, base: "a" });
    expect(outputChanges(head, base)).toEqual(["update base", "update head", "update part"]);
  });

  it("compares the digests of secrets in a saved base plan, and lists secrets without a digest", () => {
    const secrets = (value: string) => ({ secret: makeSecret(value), part: makeSecret([value, UNKNOWN]) });
    const { plan: base, salt } = parseSavedPlan(serializePlan(withOutputs(secrets("first-value"))), "base.json");
    const compare = (value: string) =>
      compareWithBase(withOutputs(secrets(value)), base, { concealment: { salt, secrets: [] } });
    expect(compare("first-value").outputChanges).toEqual([]);
    expect(compare("other-value").outputChanges).toEqual([{ name: "secret", operation: "update" }]);
    const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
    expect(compare("other-value").gaps.assumedUnchanged).toEqual([{ urn: stack, path: "part" }]);
  });

  it("lists no changes if the program failed, because it may not have exported its outputs", () => {
    expect(outputChanges(withOutputs({}, { result: "failed" }), withOutputs({ a: 1 }))).toBeUndefined();
  });
});
