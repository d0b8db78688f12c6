import type { Plan } from "../model/plan";
import { makeSecret, propertyMap, UNKNOWN, type Value } from "../model/value";
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

  it("lists no changes if the program failed, because it may not have exported its outputs", () => {
    expect(outputChanges(withOutputs({}, { result: "failed" }), withOutputs({ a: 1 }))).toBeUndefined();
  });
});
