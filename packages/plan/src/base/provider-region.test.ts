import type { Plan, Resource } from "../model/plan";
import { makeUrn } from "../model/urn";
import { propertyMap, UNKNOWN, type Value } from "../model/value";
import { compareWithBase } from "./compare-with-base";

type Members = Readonly<Record<string, Value>>;
const bag = (members: Members) => propertyMap(Object.entries(members));
const PROVIDER = "pulumi:providers:aws";
const QUEUE = "aws:sqs/queue:Queue";
const urnOf = (name: string, type: string) => makeUrn("dev", "shop", undefined, type, name);

function resource(name: string, type: string, inputs: Members, more: Partial<Resource> = {}): Resource {
  return {
    ...{ urn: urnOf(name, type), type, name, custom: true, inputs: bag(inputs), outputs: propertyMap() },
    ...{ dependencies: [], propertyDependencies: {}, options: {} },
    ...more,
  };
}

/** Returns a plan with a provider, and a queue with the inputs that the engine has computed. */
function planWith(provider: Members, inputs: Members, more: Partial<Resource> = {}, source?: string): Plan {
  const settings = resource("p", PROVIDER, { version: "7.48.0", ...provider }, dependsOn(source));
  const resources = [
    settings,
    resource("q", QUEUE, { tagsAll: bag({}), ...inputs }, { provider: settings.urn, ...more }),
  ];
  return {
    engine: { name: "embedded", version: "3.248.0" },
    ...{ organization: "organization", project: "shop", stack: "dev", result: "succeeded" as const },
    resources,
    steps: resources.map(({ urn, type }) => ({ operation: "create" as const, urn, type })),
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}

/** The Region depends on a resource. */
function dependsOn(source: string | undefined): Partial<Resource> {
  if (source === undefined) return {};
  const urn = urnOf(source, QUEUE);
  return { dependencies: [urn], propertyDependencies: { region: [urn] } };
}

/** Returns the operation on the queue and the inputs that differ. */
function changeOf(head: Plan, base: Plan) {
  const step = compareWithBase(head, base).steps.find(
    ({ type, operation }) => type === QUEUE && operation !== "replace",
  );
  return [step?.operation, ...(step?.diffKeys ?? []), ...(step?.mayReplaceKeys ?? []).map((key) => `${key}?`)];
}

describe("compareWithBase, for the Region of the AWS provider", () => {
  const ireland = planWith({ region: "eu-west-1" }, { region: "eu-west-1" });

  it("plans no change if the Region does not change", () => {
    expect(changeOf(ireland, ireland)).toEqual(["same"]);
  });

  it("replaces the resources if the Region changes", () => {
    const virginia = planWith({ region: "us-east-1" }, { region: "us-east-1" });
    expect(changeOf(virginia, ireland)).toEqual(["create-replacement", "region"]);
  });

  it("derives the Region that an older saved plan does not contain", () => {
    expect(changeOf(ireland, planWith({ region: "eu-west-1" }, {}))).toEqual(["same"]);
  });

  it("plans no change if the resource sets the Region of the provider", () => {
    const environment = planWith({}, { region: "eu-west-1" });
    expect(changeOf(environment, environment)).toEqual(["same"]);
    expect(changeOf(environment, ireland)).toEqual(["same"]);
  });

  it("assumes that an unknown Region from the same resource is unchanged", () => {
    const unknown = (source: string) => planWith({ region: UNKNOWN }, { region: UNKNOWN }, {}, source);
    expect(changeOf(unknown("x"), unknown("x"))).toEqual(["same"]);
    expect(changeOf(unknown("y"), unknown("x"))).toEqual(["update", "region", "region?"]);
  });

  it("compares an unknown Region of the resource by its own sources", () => {
    const own = (source: string) => planWith({ region: UNKNOWN }, { region: UNKNOWN }, dependsOn(source), "x");
    expect(changeOf(own("z"), own("z"))).toEqual(["same"]);
    expect(changeOf(own("w"), own("z"))).toEqual(["update", "region", "region?"]);
  });
});
