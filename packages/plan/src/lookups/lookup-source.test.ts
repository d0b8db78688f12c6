import { javaScript, previewFiles, removeFiles } from "../../test/program";
import type { Plan } from "../model/plan";
import { isUnknown, makeSecret, propertyMap, UNKNOWN, unwrapSecret, type Properties } from "../model/value";
import { LookupError } from "../preview";

afterAll(removeFiles);

const inputsOf = (plan: Plan, name: string): Properties =>
  plan.resources.find((resource) => resource.name === name)?.inputs ?? propertyMap();

const asksForImage = `
  const ami = pulumi.runtime.invokeOutput("aws:ec2/getAmi:getAmi", { owners: ["self"] });
  new Thing("machine", { image: ami.apply((found) => found.imageId), kind: "small" });`;

describe("a data source lookup", () => {
  it.concurrent("is unknown and listed without an answer", async () => {
    const plan = await previewFiles(javaScript(asksForImage));
    const { image, kind } = inputsOf(plan, "machine");
    expect([isUnknown(image), kind]).toEqual([true, "small"]);
    expect(plan.gaps.unansweredLookups).toMatchObject([{ token: "aws:ec2/getAmi:getAmi" }]);
  });

  it.concurrent("returns the answer", async () => {
    const lookups = { invoke: () => propertyMap([["imageId", "ami-1"]]) };
    const plan = await previewFiles(javaScript(asksForImage), { lookups });
    expect(inputsOf(plan, "machine").image).toBe("ami-1");
    expect(plan.gaps.unansweredLookups).toEqual([]);
  });

  it.concurrent("fails the program with the message of a LookupError", async () => {
    const lookups = {
      invoke: () => {
        throw new LookupError("service", "no such image");
      },
    };
    const plan = await previewFiles(javaScript(asksForImage), { lookups });
    expect(plan.result).toBe("failed");
    expect(plan.diagnostics.map(({ message }) => message).join()).toContain(
      "invocation of aws:ec2/getAmi:getAmi returned an error: no such image",
    );
  });

  it.concurrent("computes the region from the provider's settings", async () => {
    const body = `exports.region = pulumi.runtime.invokeOutput("aws:index/getRegion:getRegion", {}).apply((r) => r.region);`;
    const plan = await previewFiles(javaScript(body), { config: { "aws:region": "eu-north-1" } });
    expect(plan.outputs.region).toBe("eu-north-1");
    expect(plan.gaps.unansweredLookups).toEqual([]);
  });

  it.concurrent("is unknown if a transform makes an argument unknown", async () => {
    const body = `
      const { arn } = new Thing("first", { arn: undefined });
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { input: [arn, "b"], separator: "" }, opts }));
      exports.joined = pulumi.runtime.invokeOutput("std:index:concat", { input: [["a"]] }).apply((r) => r.result);
      exports.document = pulumi.runtime
        .invokeOutput("aws:iam/getPolicyDocument:getPolicyDocument", {})
        .apply((r) => r.json);`;
    const plan = await previewFiles(javaScript(body));
    expect(plan.result).toBe("succeeded");
    expect([plan.outputs.joined, plan.outputs.document].map(isUnknown)).toEqual([true, true]);
    expect(plan.gaps.unansweredLookups.map(({ token }) => token).sort()).toEqual([
      "aws:iam/getPolicyDocument:getPolicyDocument",
      "std:index:concat",
    ]);
  });

  it.concurrent("is unknown for a method of a component", async () => {
    const body = `
      const thing = new Thing("first");
      exports.answer = pulumi.runtime.call("test:index:Thing/describe", { __self__: thing }, thing);`;
    const plan = await previewFiles(javaScript(body));
    expect(plan.gaps.unansweredLookups).toEqual([{ token: "test:index:Thing/describe" }]);
  });
});

it.concurrent("mockNewResource provides outputs of a new resource to the program", async () => {
  const body = `
    const first = new Thing("first", { size: 1, address: undefined, other: undefined });
    new Thing("second", { target: first.id, size: first.size, address: first.address, other: first.other });`;
  const mockNewResource = ({ name }: { name: string }) =>
    name === "first"
      ? propertyMap([
          ["id", "t-1"],
          ["address", "10.0.0.1"],
        ])
      : undefined;
  const plan = await previewFiles(javaScript(body), { lookups: { mockNewResource } });
  expect(plan.resources.find(({ name }) => name === "first")).toMatchObject({
    id: "t-1",
    outputs: { size: 1, address: "10.0.0.1" },
  });
  const { other, ...known } = inputsOf(plan, "second");
  expect(known).toEqual({ target: "t-1", size: 1, address: "10.0.0.1" });
  expect(isUnknown(other)).toBe(true);
});

describe("a stack reference", () => {
  const refers = `
    const network = new pulumi.StackReference("acme/network/prod");
    new Thing("inside", { vpc: network.getOutput("vpcId") });`;

  it.concurrent("returns the given outputs", async () => {
    const lookups = {
      stackOutputs: (stack: string) => (stack === "acme/network/prod" ? propertyMap([["vpcId", "vpc-1"]]) : undefined),
    };
    const plan = await previewFiles(javaScript(refers), { lookups });
    expect(inputsOf(plan, "inside").vpc).toBe("vpc-1");
  });

  it.concurrent.each([true, false])(
    "is unknown for every getter without outputs (SDK patches: %s)",
    async (sdkPatches) => {
      const body = `
      module.exports = async () => {
        const network = new pulumi.StackReference("acme/network/prod");
        const details = await network.getOutputDetails("vpcId");
        new Thing("inside", {
          output: network.getOutput("vpcId"),
          requiredOutput: network.requireOutput("vpcId"),
          property: network.outputs.vpcId,
          promise: network.getOutputValue("vpcId"),
          value: await network.getOutputValue("vpcId"),
          requiredValue: await network.requireOutputValue("vpcId"),
          detail: details.value,
          secretDetail: pulumi.secret(details.secretValue),
        });
      };`;
      const inputs = inputsOf(await previewFiles(javaScript(body), { sdkPatches }), "inside");
      const unknown = Object.entries(inputs).filter(([, value]) => isUnknown(unwrapSecret(value)));
      expect(unknown.map(([name]) => name).sort()).toEqual([
        "detail",
        "output",
        "promise",
        "property",
        "requiredOutput",
        "requiredValue",
        "secretDetail",
        "value",
      ]);
    },
  );

  it.concurrent("returns the given outputs to every getter", async () => {
    const body = `
      module.exports = async () => {
        const network = new pulumi.StackReference("acme/network/prod");
        new Thing("inside", {
          value: await network.getOutputValue("vpcId"),
          requiredValue: await network.requireOutputValue("vpcId"),
          missing: await network.getOutputValue("zoneId"),
          details: await network.getOutputDetails("vpcId"),
          secretDetails: await network.getOutputDetails("token"),
        });
      };`;
    const outputs = propertyMap([
      ["vpcId", "vpc-1"],
      ["token", makeSecret("t-1")],
    ]);
    const plan = await previewFiles(javaScript(body), { lookups: { stackOutputs: () => outputs } });
    expect(inputsOf(plan, "inside")).toEqual({
      value: "vpc-1",
      requiredValue: "vpc-1",
      details: { value: "vpc-1" },
      secretDetails: { secretValue: "t-1" },
    });
  });

  it.concurrent("returns known outputs to every getter even if other outputs are unknown", async () => {
    const body = `
      module.exports = async () => {
        const network = new pulumi.StackReference("acme/network/prod");
        new Thing("inside", {
          output: network.getOutput("vpcId"),
          requiredOutput: network.requireOutput("vpcId"),
          property: network.outputs.vpcId,
          value: await network.getOutputValue("vpcId"),
          details: await network.getOutputDetails("vpcId"),
          hidden: network.getOutput("token"),
          hiddenDetails: await network.getOutputDetails("token"),
          blank: network.requireOutput("zones"),
          blankValue: (await network.getOutputValue("zones"))[0],
        });
        exports.missing = network.getOutput("other");
        new Thing("named-" + (await network.requireOutputValue("vpcId")));
      };`;
    const outputs = propertyMap([
      ["vpcId", "vpc-1"],
      ["token", makeSecret(UNKNOWN)],
      ["zones", UNKNOWN],
    ]);
    const plan = await previewFiles(javaScript(body), { lookups: { stackOutputs: () => outputs } });
    const { hidden, hiddenDetails, blank, blankValue, ...known } = inputsOf(plan, "inside");
    expect(known).toEqual({
      output: "vpc-1",
      requiredOutput: "vpc-1",
      // As in Pulumi, the outputs as a whole are secret if one of them is.
      property: makeSecret("vpc-1"),
      value: "vpc-1",
      details: { value: "vpc-1" },
    });
    expect([hidden, blank, blankValue].map((value) => isUnknown(unwrapSecret(value ?? null)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(hiddenDetails).toEqual({ secretValue: UNKNOWN });
    expect(plan.resources.map(({ name }) => name)).toContain("named-vpc-1");
  });

  it.concurrent("fails the program if a required output does not exist or is a secret", async () => {
    const outputs = propertyMap([["token", makeSecret(UNKNOWN)]]);
    const errorOf = async (use: string) => {
      const body = `module.exports = async () => {
        const network = new pulumi.StackReference("acme/network/prod");
        new Thing("inside", { value: ${use} });
      };`;
      const { diagnostics } = await previewFiles(javaScript(body), { lookups: { stackOutputs: () => outputs } });
      return diagnostics.map(({ message }) => message).join();
    };
    expect(await errorOf(`network.requireOutput("vpcId")`)).toContain(
      "'vpcId' does not exist on stack 'acme/network/prod'",
    );
    expect(await errorOf(`await network.getOutputValue("token")`)).toContain("the referenced stack output is a secret");
  });

  it.concurrent("is unknown and listed without outputs", async () => {
    const plan = await previewFiles(javaScript(refers));
    expect(isUnknown(inputsOf(plan, "inside").vpc)).toBe(true);
    const [lookup] = plan.gaps.unansweredLookups;
    expect(lookup).toMatchObject({
      token: "pulumi:pulumi:StackReference",
      urn: "urn:pulumi:dev::sample::pulumi:pulumi:StackReference::acme/network/prod",
    });
    expect(JSON.parse(lookup?.answer ?? "")).toMatchObject({
      token: "pulumi:pulumi:StackReference",
      arguments: { id: "acme/network/prod" },
      result: { "OUTPUT NAME": "FILL IN" },
    });
  });
});
