import { goal, inputs, plan, QUEUE, urnOf } from "../../test/planning";
import { makeUrn } from "../model/urn";
import { UNKNOWN, type Properties, type Value } from "../model/value";
import { readStateDocument } from "../state/state";
import type { Goal } from "./goal";
import { Planner } from "./planner";
import { knownFacts } from "./replacement-facts";

const PROVIDER = makeUrn("dev", "shop", undefined, "pulumi:providers:aws", "p");
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Returns a provider's inputs. */
const settings = (tags: object, version = "7.48.0") => ({ version, defaultTags: JSON.stringify({ tags }) });

const stateWith = (provider: object, resource: object, type = QUEUE) =>
  readStateDocument(
    {
      version: 3,
      deployment: {
        resources: [
          { urn: PROVIDER, type: "pulumi:providers:aws", custom: true, id: "p1", inputs: provider },
          { urn: urnOf("a", type), type, custom: true, id: "a", provider: `${PROVIDER}::p1`, inputs: resource },
        ],
      },
    },
    "state.json",
  );

/** Plans a provider and a resource with facts about AWS, and returns the step and the outcome of the resource. */
function planOne(
  state: ReturnType<typeof stateWith> | undefined,
  provider: Readonly<Record<string, Value>>,
  { inputs: wanted = {}, ...more }: Partial<Omit<Goal, "inputs">> & { inputs?: Readonly<Record<string, Value>> } = {},
) {
  const planner = new Planner({ stack: "dev", project: "shop", state, facts: knownFacts, report: () => undefined });
  const registered = goal({ name: "p", type: "pulumi:providers:aws", inputs: inputs(provider) });
  planner.register({ ...registered, provider: undefined });
  const outcome = planner.register(goal({ name: "a", provider: PROVIDER, ...more, inputs: inputs(wanted) }));
  return { step: planner.steps.at(-1), provider: planner.steps[0], outcome };
}

const tagsIn = ({ tagsAll }: Properties) => tagsAll && { ...(tagsAll as Properties) };

describe("the planner, for default tags", () => {
  const state = stateWith(settings({ Project: "x" }), { name: "q", tagsAll: { Project: "x", __defaults: [] } });

  it("plans no change if the default tags do not change", () => {
    const { step, provider } = planOne(state, settings({ Project: "x" }), { inputs: { name: "q" } });
    expect([provider?.operation, step?.operation]).toEqual(["same", "same"]);
  });

  it.each([
    ["adds", { Project: "x", CostCentre: "42" }],
    ["changes", { Project: "y" }],
    ["removes", {}],
  ])("updates the provider and its resources if the program %s a default tag", (_, tags) => {
    const { step, provider, outcome } = planOne(state, settings(tags), { inputs: { name: "q" } });
    expect(provider).toMatchObject({ operation: "update", diffKeys: ["defaultTags"] });
    expect(step).toMatchObject({ operation: "update", diffKeys: ["tagsAll"] });
    expect([provider?.mayReplaceKeys, step?.mayReplaceKeys]).toEqual([undefined, undefined]);
    expect(tagsIn(outcome.inputs)).toEqual(tags);
    expect(tagsIn(outcome.outputs)).toEqual(tags);
  });

  it("plans no change if a tag of the resource hides the changed default tag", () => {
    const own = { name: "q", tags: { Project: "own" } };
    const hidden = stateWith(settings({ Project: "x" }), { ...own, tagsAll: own.tags });
    const wanted = { inputs: { name: "q", tags: inputs(own.tags) } };
    expect(planOne(hidden, settings({ Project: "y" }), wanted).step?.operation).toBe("same");
  });

  it("updates resources whose merged tags are only planned", () => {
    const planned = stateWith(settings({ Project: "x" }), {}, ingressRule);
    expect(planOne(planned, settings({ Project: "x" }), { type: ingressRule }).step?.operation).toBe("same");
    const { step, outcome } = planOne(planned, settings({ Project: "y" }), { type: ingressRule });
    expect(step).toMatchObject({ operation: "update", diffKeys: ["tagsAll"] });
    expect([outcome.inputs.tagsAll, tagsIn(outcome.outputs)]).toEqual([undefined, { Project: "y" }]);
  });

  it.each([["tagsAll"], ['tagsAll["CostCentre"]']])("respects ignoreChanges: %s", (ignored) => {
    const wanted = { inputs: { name: "q" }, options: { ignoreChanges: [ignored] } };
    const { step } = planOne(state, settings({ Project: "x", CostCentre: "42" }), wanted);
    expect(step?.operation).toBe("same");
  });

  it("merges the old tags of the resource if it ignores changes to them", () => {
    const old = stateWith(settings({}), { tags: { Name: "old" }, tagsAll: { Name: "old" } });
    const wanted = { inputs: { tags: inputs({ Name: "new" }) }, options: { ignoreChanges: ["tags"] } };
    expect(planOne(old, settings({}), wanted).step?.operation).toBe("same");
    const { step, outcome } = planOne(old, settings({ Project: "x" }), wanted);
    expect(step).toMatchObject({ operation: "update", diffKeys: ["tagsAll"] });
    expect(tagsIn(outcome.inputs)).toEqual({ Name: "old", Project: "x" });
  });

  it("counts unknown default tags as a change", () => {
    const { step } = planOne(state, { version: "7.48.0", defaultTags: UNKNOWN }, { inputs: { name: "q" } });
    expect(step).toMatchObject({ operation: "update", diffKeys: ["tagsAll"] });
  });

  it("shows the default tags that version 7 no longer adds to the tags of the resource", () => {
    const tags = { Project: "x" };
    const version6 = stateWith(settings(tags, "6.83.0"), { name: "q", tags, tagsAll: tags });
    expect(planOne(version6, settings(tags, "6.83.0"), { inputs: { name: "q" } }).step?.operation).toBe("same");
    expect(planOne(version6, settings(tags), { inputs: { name: "q" } }).step).toMatchObject({ diffKeys: ["tags"] });
  });

  it("derives the merged tags that version 5 does not store", () => {
    const version5 = stateWith(settings({ Project: "x" }, "5.43.0"), { name: "q" });
    const wanted = { inputs: { name: "q" } };
    expect(planOne(version5, settings({ Project: "x" }, "5.43.0"), wanted).step?.operation).toBe("same");
    expect(planOne(version5, settings({ Project: "y" }, "5.43.0"), wanted).step).toMatchObject({
      operation: "update",
      diffKeys: ["tagsAll"],
    });
  });

  it("plans no change if the provider is not in the state", () => {
    const version = { version: "7.48.0" };
    const missing = readStateDocument(
      { version: 3, deployment: { resources: [{ urn: urnOf("a"), type: QUEUE, custom: true, id: "a", inputs: {} }] } },
      "state.json",
    );
    const planned = plan(missing, goal({ name: "a", provider: undefined, inputs: inputs({}) }));
    expect(planned.planner.steps.at(-1)?.operation).toBe("same");
    expect(tagsIn(planOne(undefined, version).outcome.inputs)).toEqual({});
  });
});
