import { goal, inputs, QUEUE, urnOf } from "../../test/planning";
import { makeUrn } from "../model/urn";
import { UNKNOWN, type ResourceOptions, type Value } from "../model";
import { readStateDocument } from "../state/state";
import { Planner } from "./planner";
import { knownFacts } from "./replacement-facts";

type Members = Readonly<Record<string, Value>>;

const PROVIDER = makeUrn("dev", "shop", undefined, "pulumi:providers:aws", "p");
const ROLE = "aws:iam/role:Role";
const [V6, V7] = ["6.83.0", "7.48.0"];

interface Version {
  readonly provider: Members;
  readonly resource?: Members;
  readonly outputs?: Members;
}

interface Options {
  readonly type?: string;
  readonly implicit?: boolean;
  readonly options?: ResourceOptions;
}

/** Plans a provider and a resource, and returns their steps and the resulting inputs of the resource. */
function planOne(before: Version, now: Version, { type = QUEUE, implicit = false, options = {} }: Options = {}) {
  const resources = [
    { urn: PROVIDER, type: "pulumi:providers:aws", custom: true, id: "p1", inputs: before.provider },
    {
      ...{ urn: urnOf("a", type), type, custom: true, id: "a", provider: `${PROVIDER}::p1` },
      ...{ inputs: { ...before.resource, __defaults: [] }, outputs: { ...before.resource, ...before.outputs } },
    },
  ];
  const state = readStateDocument({ version: 3, deployment: { resources } }, "state.json");
  const planner = new Planner({ stack: "dev", project: "shop", state, facts: knownFacts, report: () => undefined });
  const provider = goal({ name: "p", type: "pulumi:providers:aws", inputs: inputs(now.provider) });
  planner.register({ ...provider, provider: undefined, ...(implicit && { implicit }) });
  const outcome = planner.register(
    goal({ name: "a", type, provider: PROVIDER, inputs: inputs(now.resource ?? {}), options }),
  );
  return { steps: planner.steps, step: planner.steps.at(-1), inputs: outcome.inputs };
}

const ireland = { version: V7, region: "eu-west-1" };
const virginia = { version: V7, region: "us-east-1" };
const environment = { version: V7 };
const stored = { provider: ireland, resource: { region: "eu-west-1" } };
const operations = ({ steps }: ReturnType<typeof planOne>) => steps.map(({ operation }) => operation);

describe("the planner, for the Region of the AWS provider", () => {
  it("plans no change if the Region does not change", () => {
    const planned = planOne(stored, { provider: ireland });
    expect(operations(planned)).toEqual(["same", "same"]);
    expect(planned.inputs.region).toBe("eu-west-1");
    expect(operations(planOne({ ...stored, provider: { version: "7.10.0", region: "eu-west-1" } }, stored))[1]).toBe(
      "same",
    );
  });

  it.each([
    ["an explicit provider", false],
    ["a default provider", true],
  ])("replaces the resources if the Region of %s changes, and updates the provider", (_, implicit) => {
    const { steps } = planOne(stored, { provider: virginia }, { implicit });
    expect(steps.map(({ operation }) => operation)).toEqual(["update", "create-replacement", "replace"]);
    expect([steps[0]?.mayReplaceKeys, steps[1]?.replaceKeys]).toEqual([undefined, ["region"]]);
  });

  it("plans no change to resources of global services if the Region of the provider changes", () => {
    const { step } = planOne({ provider: ireland }, { provider: virginia }, { type: ROLE, implicit: true });
    expect(step).toMatchObject({ operation: "same" });
  });

  it("plans no change to a resource with its own Region if the Region of the provider changes", () => {
    const own = { resource: { region: "eu-central-1" } };
    expect(planOne({ provider: ireland, ...own }, { provider: virginia, ...own }).step?.operation).toBe("same");
  });

  it("plans no change if the resource sets or removes the Region of the provider", () => {
    expect(planOne(stored, stored).step?.operation).toBe("same");
    expect(planOne(stored, { provider: ireland }).step?.operation).toBe("same");
  });

  it("replaces a resource whose own Region changes", () => {
    const moved = planOne(stored, { provider: ireland, resource: { region: "us-east-1" } });
    expect(moved.step).toMatchObject({ operation: "replace", replaceKeys: ["region"] });
    const removed = planOne({ provider: ireland, resource: { region: "us-east-1" } }, { provider: ireland });
    expect(removed.step).toMatchObject({ operation: "replace", replaceKeys: ["region"] });
  });

  it("respects ignoreChanges", () => {
    const { step } = planOne(stored, { provider: virginia }, { options: { ignoreChanges: ["region"] } });
    expect(step?.operation).toBe("same");
  });

  it("plans a possible replacement if the Region is unknown", () => {
    const { step } = planOne(stored, { provider: { version: V7, region: UNKNOWN } });
    expect(step).toMatchObject({ operation: "update", diffKeys: ["region"], mayReplaceKeys: ["region"] });
  });
});

describe("the planner, for a Region from the environment,", () => {
  it("plans no change if the inputs contain no Region", () => {
    const before = { provider: environment, outputs: { region: "eu-west-1" } };
    const planned = planOne(before, { provider: environment });
    expect(operations(planned)).toEqual(["same", "same"]);
    expect(planned.inputs.region).toBeUndefined();
  });

  it("assumes the Region in the state if the provider had it, and shows the change of the provider", () => {
    const { steps } = planOne(stored, { provider: environment });
    expect(steps.map(({ operation, diffKeys }) => [operation, diffKeys])).toEqual([
      ["update", ["region"]],
      ["same", undefined],
    ]);
  });

  it("plans a possible replacement if the resource no longer has a Region of its own", () => {
    const own = { provider: environment, resource: { region: "us-east-1" } };
    expect(planOne(own, { provider: environment }).step).toMatchObject({ mayReplaceKeys: ["region"] });
  });

  it("compares the Region in the outputs if the program now sets the Region", () => {
    const before = { provider: environment, outputs: { region: "eu-west-1" } };
    expect(planOne(before, { provider: ireland }).step?.operation).toBe("same");
    expect(planOne(before, { provider: virginia }).step).toMatchObject({ replaceKeys: ["region"] });
  });
});

describe("the planner, for versions of the AWS provider,", () => {
  const version6 = { provider: { version: V6, region: "eu-west-1" } };

  it("adds no Region in version 6", () => {
    const planned = planOne(version6, version6);
    expect([planned.step?.operation, planned.inputs.region]).toEqual(["same", undefined]);
  });

  it("updates resources of a state that version 6 wrote", () => {
    const { step } = planOne(version6, { provider: ireland });
    expect(step).toMatchObject({ operation: "update", diffKeys: ["region"] });
    expect(step?.mayReplaceKeys).toBeUndefined();
  });

  it("plans no update if a refresh has stored the Region", () => {
    const refreshed = { ...version6, outputs: { region: "eu-west-1" } };
    expect(planOne(refreshed, { provider: ireland }).step?.operation).toBe("same");
  });

  it("keeps the Region of resources that are newer than the facts", () => {
    expect(planOne(stored, { provider: ireland }, { type: "aws:any/newer:Type" }).step?.operation).toBe("same");
  });
});
