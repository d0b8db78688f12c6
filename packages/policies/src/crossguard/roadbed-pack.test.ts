import { type PolicyResource, type ReportViolation, unknownCheckingProxy } from "@pulumi/policy";
import { asset, RunError } from "@pulumi/pulumi";
import { policiesOf, readInputs, RoadbedPack } from "./roadbed-pack";
import type { ConfiguredRule } from "../evaluation/configured-rule";
import type { Rule } from "../authoring/rule";
import { integerOption } from "../authoring/option-builders";
import { defineRule } from "../authoring/define-rule";
import { defineStackRule } from "../authoring/define-stack-rule";
import { examplePlan } from "../authoring/example-plan";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const QUEUE = "aws:sqs/queue:Queue";
const meta = { severity: "high", why: "W.", remedy: "Do otherwise." } as const;
const examples = { pass: [{}], fail: [{}] } as const;

/** The SDK exports this function for tests without declaring its type. */
const sdkProxy = unknownCheckingProxy as unknown as (inputs: object) => Record<string, unknown>;

function queue(name: string, inputs: object): PolicyResource {
  return {
    ...{ type: QUEUE, name, urn: `urn:pulumi:dev::shop::${QUEUE}::${name}`, props: sdkProxy(inputs) },
    opts: {
      ...{ protect: false, ignoreChanges: [], aliases: [], additionalSecretOutputs: [] },
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    ...{ dependencies: [], propertyDependencies: {}, isType: () => false, asType: () => undefined },
  };
}

interface Reported {
  readonly message: string;
  readonly enforcementLevel?: string;
  readonly urn?: string;
}

const notApplicable = (): never => {
  throw new Error("not applicable");
};

/** Runs the policies of the rules on queues as the SDK does: each on every resource, then those on the stack. */
function run(
  rules: readonly Rule[],
  queues: readonly PolicyResource[],
  more: Partial<ConfiguredRule> = {},
  config = {},
) {
  const reported: Reported[] = [];
  const report = ((violation: Reported) => reported.push(violation)) as unknown as ReportViolation;
  const shared = { stackTags: new Map<string, string>(), getConfig: () => config as never, notApplicable };
  const policies = policiesOf(rules.map((rule): ConfiguredRule => ({ rule, level: "mandatory", ...more })));
  for (const resource of queues)
    for (const policy of policies)
      if ("validateResource" in policy && typeof policy.validateResource === "function")
        void policy.validateResource({ ...shared, ...resource, asType: () => undefined }, report);
  for (const policy of policies)
    if ("validateStack" in policy) void policy.validateStack({ ...shared, resources: [...queues] }, report);
  return reported;
}

const named = defineRule({
  ...meta,
  id: "sqs-named",
  title: "Queues have names",
  on: QUEUE,
  check: ({ name }) => name === "bad" && "the name is bad",
  examples,
});
const broken = defineRule({
  ...meta,
  id: "sqs-broken",
  title: "Broken",
  on: QUEUE,
  check: ({ name }) => JSON.parse(name ?? "") as string,
  examples,
});

describe("policiesOf", () => {
  it("reports a check that throws without input values and continues", () => {
    const messages = run([broken, named], [queue("a", { name: "bad" }), queue("b", { name: "good" })]).map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      "rule error: the check threw a SyntaxError after reading name",
      "the name is bad (name). Do otherwise.",
      "rule error: the check threw a SyntaxError after reading name",
    ]);
  });

  it("reports undecided results as advisory unless they block", () => {
    const queues = [queue("a", { name: UNKNOWN })];
    const message = "undecided: name is not known yet";
    expect(run([named], queues)).toEqual([{ message, enforcementLevel: "advisory", urn: undefined }]);
    expect(run([named], queues, { undecided: "block" })).toEqual([{ message, urn: undefined }]);
  });

  it("reports exempt violations as advisory and expired exemptions as mandatory", () => {
    const exemption = { resource: "*::a", reason: "moving", owner: "team", expires: "9999-12-31" };
    const exempted = (expires: string) =>
      run([named], [queue("a", { name: "bad" })], {}, { exemptions: [{ ...exemption, expires }] });
    expect(exempted("9999-12-31")).toEqual([
      {
        message: "exempt until 9999-12-31 (team: moving): the name is bad (name). Do otherwise.",
        enforcementLevel: "advisory",
      },
    ]);
    expect(exempted("2020-01-31")).toEqual([
      { message: "the name is bad (name). Do otherwise." },
      {
        message: expect.stringMatching(/^the exemption from sqs-named expired on 2020-01-31 .owner: team/) as string,
        enforcementLevel: "mandatory",
      },
    ]);
  });

  it("reports a fix that throws and continues", () => {
    const withFix = defineRule({
      ...meta,
      id: "sqs-fixed",
      title: "Queues have names",
      on: QUEUE,
      check: ({ name }) => name === "bad" && "the name is bad",
      fix: () => JSON.parse("{") as object,
      examples,
    });
    const [policy] = policiesOf([{ rule: withFix, level: "mandatory", remediate: true }]);
    expect(policy?.enforcementLevel).toBe("remediate");
    const shared = { stackTags: new Map<string, string>(), getConfig: () => ({}) as never, notApplicable };
    const args = { ...shared, ...queue("a", { name: "bad" }), asType: () => undefined };
    if (policy === undefined || "validateStack" in policy || typeof policy.validateResource !== "function")
      throw new Error("no policy on resources");
    expect(policy.remediateResource?.(args)).toBeUndefined();
    const messages: string[] = [];
    void policy.validateResource(args, (({ message }: Reported) =>
      messages.push(message)) as unknown as ReportViolation);
    expect(messages).toEqual(["rule error: the fix threw a SyntaxError", "the name is bad (name). Do otherwise."]);
  });

  it("uses the options of the configuration, then of the pack, then the defaults", () => {
    const delayed = defineRule({
      ...meta,
      id: "sqs-delay",
      title: "Queues delay messages",
      on: QUEUE,
      options: { seconds: integerOption(5, "The delay in seconds.") },
      check: ({ delaySeconds = 0 }, { options }) => delaySeconds < options.seconds && "messages are not delayed",
      examples,
    });
    const queues = [queue("a", { delaySeconds: 7 })];
    expect(run([delayed], queues)).toHaveLength(0);
    expect(run([delayed], queues, { options: { seconds: 10 } })).toHaveLength(1);
    expect(run([delayed], queues, { options: { seconds: 10 } }, { seconds: 6 })).toHaveLength(0);
    const [policy] = policiesOf([{ rule: delayed, level: "mandatory", options: { seconds: 10 } }]);
    expect(policy?.configSchema?.properties).toMatchObject({
      seconds: { type: "integer", default: 10, description: "The delay in seconds." },
    });
  });

  it("reports invalid options in the configuration", () => {
    const strict = defineRule({
      ...meta,
      id: "sqs-named-short",
      title: "Queues have short names",
      on: QUEUE,
      options: { longest: integerOption(4, "Characters.", { maximum: 80 }) },
      check: ({ name = "" }, { options }) => name.length > options.longest && "the name is long",
      examples,
    });
    const messages = (config: object) =>
      run([strict], [queue("a", { name: "queue" })], {}, config).map(({ message }) => message);
    expect(messages({ longets: 9 })).toEqual([
      'rule error: sqs-named-short: Unknown option "longets". Did you mean "longest"?',
      "the name is long (name). Do otherwise.",
    ]);
    expect(messages({ longest: 81 })).toEqual([
      'rule error: sqs-named-short: Option "longest": expected an integer of at most 80, got 81.',
    ]);
  });

  it("evaluates the stack of the current preview only", () => {
    const plan = examplePlan({ a: [QUEUE, {}] });
    const counting = defineStackRule({
      ...meta,
      id: "sqs-few",
      title: "Few queues",
      types: [QUEUE],
      check: (graph) =>
        graph.byType(QUEUE).map((resource) => resource.props.name === "bad" && { resource, message: "bad" }),
      examples: { pass: [plan], fail: [plan] },
    });
    const policies = policiesOf([named, counting].map((rule): ConfiguredRule => ({ rule, level: "mandatory" })));
    const [onResource, onStack] = policies;
    const preview = (inputs: object, outputs: object) => {
      const messages: string[] = [];
      const report = (({ message }: Reported) => messages.push(message)) as unknown as ReportViolation;
      const shared = {
        stackTags: new Map<string, string>(),
        getConfig: () => ({}) as never,
        notApplicable: () => "" as never,
      };
      if (onResource && "validateResource" in onResource && typeof onResource.validateResource === "function")
        void onResource.validateResource({ ...shared, ...queue("a", inputs), asType: () => undefined }, report);
      if (onStack && "validateStack" in onStack)
        void onStack.validateStack({ ...shared, resources: [queue("a", outputs)] }, report);
      return messages.length;
    };
    expect(preview({ name: "bad" }, { name: "bad" })).toBe(2);
    expect(preview({ name: "good" }, { name: "bad" })).toBe(0);
    expect(preview({ name: "bad" }, { name: "good" })).toBe(2);
  });
});

it("RoadbedPack rejects invalid settings without a stack trace", () => {
  const make = () => new RoadbedPack("acme", { preset: "stritc", settings: { "ecr-tags-imutable": "off" } });
  expect(make).toThrow(RunError);
  expect(make).toThrow(/Unknown preset "stritc". Did you mean "strict"\?\nUnknown rule "ecr-tags-imutable"/);
});

describe("readInputs", () => {
  it("reads inputs with unknown values from the proxy of the SDK", () => {
    const inputs = { a: UNKNOWN, b: [UNKNOWN, 1, { c: UNKNOWN, d: null }], file: new asset.StringAsset("text") };
    const read = readInputs(sdkProxy(inputs));
    expect(JSON.stringify(read, (_, value: unknown) => value)).toBe('{"a":{},"b":[{},1,{"c":{},"d":null}],"file":{}}');
  });
});
