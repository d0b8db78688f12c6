import { javaScript, previewFiles, removeFiles } from "../../test/program";
import type { Plan } from "../model/plan";
import { isUnknown } from "../model/value";
import { readStateDocument } from "../state/state";

afterAll(removeFiles);

const stepOf = (plan: Plan, name: string) => plan.steps.find(({ urn }) => urn.endsWith(`::${name}`));

describe("the download URL of a provider's plugin", () => {
  const url = "https://example.com/plugins";
  const name = "default_https_/example.com/plugins";
  const provider = `urn:pulumi:dev::sample::pulumi:providers:test::${name}`;

  it.concurrent.each([
    ["a default provider", `new Thing("first", {}, { pluginDownloadURL: "${url}" });`, true],
    ["an explicit provider", `new pulumi.ProviderResource("test", "own", {}, { pluginDownloadURL: "${url}" });`, false],
  ])("belongs to the metadata of %s", async (_, body, implicit) => {
    const { resources } = await previewFiles(javaScript(body));
    const found = resources.find(({ type }) => type === "pulumi:providers:test");
    expect(found).toMatchObject({ inputs: { __internal: { pluginDownloadURL: url } } });
    expect([found?.implicit === true, found?.outputs]).toEqual([implicit, {}]);
  });

  it.concurrent("is not a change to a provider in the state", async () => {
    const inputs = { __internal: { pluginDownloadURL: url } };
    const stack = "urn:pulumi:dev::sample::pulumi:pulumi:Stack::sample-dev";
    const resources = [
      { urn: stack, type: "pulumi:pulumi:Stack", custom: false },
      { urn: provider, type: "pulumi:providers:test", custom: true, id: "p-1", inputs },
      {
        urn: "urn:pulumi:dev::sample::test:index:Thing::first",
        type: "test:index:Thing",
        custom: true,
        id: "first",
        parent: stack,
        provider: `${provider}::p-1`,
      },
    ];
    const state = readStateDocument({ version: 3, deployment: { resources } }, "state.json");
    const body = `new Thing("first", {}, { pluginDownloadURL: "${url}" });`;
    const plan = await previewFiles(javaScript(body), { state });
    expect(plan.steps.map(({ operation }) => operation)).toEqual(["same", "same", "same"]);
    expect(plan.resources.find(({ urn }) => urn === provider)).toMatchObject({ inputs });
  });
});

describe("a program that gets a resource by its URN", () => {
  // As with the Pulumi CLI 3.260: the SDK gets the components that are arguments of other components this way.
  it.concurrent("uses the default provider of the package pulumi, which is in the state", async () => {
    const { resources } = await previewFiles(
      javaScript(`
        const thing = new Thing("first", {});
        thing.urn.apply((urn) => pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn }));`),
    );
    expect(resources.filter(({ type }) => type === "pulumi:providers:pulumi")).toMatchObject([
      { name: "default", implicit: true },
    ]);
  });
});

describe("the inputs of a provider", () => {
  // As with the Pulumi CLI 3.260. The engine does not configure such a provider, so the provider computes no outputs.
  it.concurrent.each([
    ["known for a provider with known inputs", `{ kubeconfig: "text" }`, "known"],
    ["unknown for a provider with unknown inputs", `{ kubeconfig: cluster.kubeconfig }`, undefined],
  ])("creates resources whose outputs are %s", async (_, inputs, expected) => {
    const body = `
      const cluster = new Thing("cluster", {});
      cluster.kubeconfig = pulumi.output(cluster.id);
      const provider = new pulumi.ProviderResource("test", "own", ${inputs});
      const thing = new Thing("first", { label: "known" }, { provider });
      new Thing("second", { label: thing.label });`;
    const { resources } = await previewFiles(javaScript(body));
    const label = resources.find(({ name }) => name === "second")?.inputs.label;
    expect(isUnknown(label) ? undefined : label).toBe(expected);
  });
});

describe("a dynamic provider", () => {
  const program = (code: string, content: string) =>
    javaScript(`
      const provider = { create: async () => ({ id: "x", outs: { note: "${code}" } }) };
      new (class extends pulumi.dynamic.Resource {
        constructor() { super(provider, "note", { content: "${content}" }); }
      })();`);

  it.concurrent("updates a resource if its code or the configuration changed", async () => {
    const before = await previewFiles(program("one", "same"));
    const resources = before.resources.map(({ urn, type, custom, inputs, parent, provider }) => ({
      ...{ urn, type, custom, inputs, outputs: inputs },
      ...(custom ? { id: `${type}-1` } : {}),
      ...(parent === undefined ? {} : { parent }),
      ...(provider === undefined ? {} : { provider: `${provider}::pulumi:providers:pulumi-nodejs-1` }),
    }));
    const state = readStateDocument({ version: 3, deployment: { resources } }, "state.json");
    const preview = async (...files: Parameters<typeof program>) =>
      stepOf(await previewFiles(program(...files), { state, config: { color: "red" } }), "note");
    expect(await preview("one", "same")).toMatchObject({ operation: "same" });
    const changedCode = await preview("two", "same");
    expect(changedCode).toMatchObject({ operation: "update", diffKeys: ["__provider"] });
    expect(changedCode).not.toHaveProperty("mayReplaceKeys");
    // The resource's `diff` method decides about other inputs.
    expect(await preview("one", "new")).toMatchObject({ operation: "update", mayReplaceKeys: ["content"] });
  });
});

describe("a provider with an unknown input", () => {
  const lookup = (token: string, args: string, field: string) => `
    const { endpoint } = new Thing("cluster", { endpoint: undefined });
    const [packageName] = "${token}".split(":");
    const unconfigured = new pulumi.ProviderResource(packageName, "unconfigured", { setting: endpoint });
    const configured = new pulumi.ProviderResource(packageName, "configured", { setting: "known" });
    for (const [name, provider] of Object.entries({ unconfigured, configured }))
      exports[name] = pulumi.runtime.invokeOutput("${token}", ${args}, { provider }).${field};`;

  it.concurrent.each([
    ["kubernetes:yaml:decode", `{ text: "kind: Pod" }`, "result"],
    ["aws:iam/getPolicyDocument:getPolicyDocument", `{ statements: [] }`, "json"],
  ])("does not answer %s", async (token, args, field) => {
    const { outputs, gaps } = await previewFiles(javaScript(lookup(token, args, field)));
    expect([outputs.unconfigured, outputs.configured].map(isUnknown)).toEqual([true, false]);
    expect(gaps.unansweredLookups).toMatchObject([{ token }]);
  });
});

describe("the default tags of the AWS provider", () => {
  const program = javaScript(
    `
    class Queue extends pulumi.CustomResource {
      constructor(name, inputs, options) { super("aws:sqs/queue:Queue", name, inputs, options); }
    }
    const tags = (owner) => JSON.stringify({ tags: { Owner: owner } });
    const own = new pulumi.ProviderResource("aws", "own", { defaultTags: tags("explicit") });
    const queue = new Queue("default", { tags: { Name: "a" } });
    const later = new pulumi.ProviderResource("aws", "later", { defaultTags: queue.id.apply(tags) });
    new Queue("explicit", {}, { provider: own });
    new Queue("unknown", {}, { provider: later });`,
    { "Pulumi.dev.yaml": "config: { aws:defaultTags: { tags: { Owner: configured } } }\n" },
  );

  it.concurrent("are merged into the inputs of its resources", async () => {
    const { resources } = await previewFiles(program);
    const tagsOf = (name: string) => resources.find(({ urn }) => urn.endsWith(`Queue::${name}`))?.inputs;
    expect(tagsOf("default")).toEqual({ tags: { Name: "a" }, tagsAll: { Owner: "configured", Name: "a" } });
    expect(tagsOf("explicit")).toEqual({ tagsAll: { Owner: "explicit" } });
    expect(isUnknown(tagsOf("unknown")?.tagsAll)).toBe(true);
  });
});
