import { KIND, propertyMap, type Plan, type Resource } from "../model";
import { concealSecrets } from "./conceal-secrets";

const noGaps = {
  ...{ unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
};

function planOf(...resources: readonly Resource[]): Plan {
  return {
    ...{ engine: { name: "embedded" }, organization: "o", project: "p", stack: "s", result: "succeeded" },
    ...{ resources, steps: [], outputs: propertyMap(), diagnostics: [], priorState: "none", gaps: noGaps },
  };
}

describe("concealSecrets", () => {
  it("replaces secrets in URNs, names, IDs, and paths in the same way everywhere", () => {
    const secret = "hunter2-key";
    const urn = `urn:pulumi:s::p::a:b:C::${secret}`;
    const queue: Resource = {
      ...{ urn, type: "a:b:C", name: secret, custom: true, parent: urn, id: `id-${secret}`, dependencies: [urn] },
      ...{ inputs: propertyMap(), outputs: propertyMap(), propertyDependencies: { [secret]: [urn] } },
      options: { importId: secret, aliases: [urn], deletedWith: urn, ignoreChanges: [`tags["${secret}"]`] },
    };
    const plan: Plan = {
      ...planOf(queue),
      steps: [{ operation: "delete", urn, type: "a:b:C", old: queue, diffKeys: [secret] }],
      outputChanges: [{ name: secret, operation: "create" }],
      exposedSecrets: [{ origin: "configuration", name: "p:key", urn, place: "name" }],
      diagnostics: [{ severity: "info", message: secret, urn }],
      gaps: { ...noGaps, opaqueComponents: [urn], unansweredLookups: [{ token: "a:b:C", urn }] },
    };
    const { plan: concealed, concealName } = concealSecrets(plan, [secret, "configuration"], "salt");
    expect(JSON.stringify(concealed)).not.toContain(secret);
    const [resource] = concealed.resources;
    expect(resource?.urn).toBe(concealName(urn));
    expect(resource?.urn).toMatch(/^urn:pulumi:s::p::a:b:C::\[secret-[0-9a-f]{6}\]$/);
    expect(concealed.steps[0]?.urn).toBe(resource?.urn);
    expect(concealed.exposedSecrets).toMatchObject([{ origin: "configuration", urn: resource?.urn }]);
  });

  it("keeps names that begin like a secret, because they must stay unique", () => {
    expect(concealSecrets(planOf(), ["hunter2-key"], "salt").concealName("a-hunter2-k")).toBe("a-hunter2-k");
  });

  it("replaces the hash of an asset's text if the text contains a secret", () => {
    const hash = "0".repeat(64);
    const asset = (text: string) => ({ [KIND]: "asset", text, hash }) as const;
    const outputs = propertyMap([
      ["secret", asset("key=hunter2-key")],
      ["public", asset("hello")],
    ]);
    const { plan } = concealSecrets({ ...planOf(), outputs }, ["hunter2-key"], "salt");
    expect(plan.outputs).toMatchObject({ public: { text: "hello", hash } });
    expect(JSON.stringify(plan.outputs.secret)).not.toMatch(/hunter2|0{64}/);
  });

  it("replaces secrets in the path and the URI of assets and archives", () => {
    const outputs = propertyMap([
      ["file", { [KIND]: "asset", path: "/keys/hunter2-key.pem", hash: "0" }],
      ["remote", { [KIND]: "asset", uri: "https://example.com/?key=hunter2-key", hash: "0" }],
      ["archive", { [KIND]: "archive", path: "/keys/hunter2-key.zip", hash: "0" }],
    ]);
    const { plan } = concealSecrets({ ...planOf(), outputs }, ["hunter2-key"], "salt");
    expect(plan.outputs).toMatchObject({
      file: { path: expect.stringMatching(/^\/keys\/\[secret/) as string },
      remote: { uri: expect.stringMatching(/\?key=\[secret/) as string },
      archive: { path: expect.stringMatching(/^\/keys\/\[secret/) as string },
    });
  });

  it("replaces secrets in the types of components, but preserves the types of providers", () => {
    const resourceOf = (type: string): Resource => ({
      ...{ urn: `urn:pulumi:s::p::${type}::r`, type, name: "r", custom: false, dependencies: [] },
      ...{ inputs: propertyMap(), outputs: propertyMap(), propertyDependencies: {}, options: {} },
    });
    const types = ["app:hunter2-key:Queue", "aws:s3/bucket:Bucket", "pulumi:pulumi:Stack"];
    const { plan } = concealSecrets(planOf(...types.map(resourceOf)), ["hunter2-key", "bucket", "pulumi"], "salt");
    expect(plan.resources.map(({ type }) => type)).toEqual([
      expect.stringMatching(/^app:\[secret-[0-9a-f]{6}\]:Queue$/),
      ...types.slice(1),
    ]);
  });

  it("replaces secret numbers, and names of properties that are secret", () => {
    const outputs = propertyMap([
      ["pin", 48151623],
      ["masterPassword", 42424242],
      ["app-key-2342", "x"],
      ["port", 5432],
    ]);
    const plan: Plan = { ...planOf(), outputs };
    const again = (concealed: Plan) => concealSecrets(concealed, ["app-key-2342"], "salt").plan;
    const once = again(plan);
    expect(again(once).outputs).toEqual(once.outputs);
    const concealed = concealSecrets(plan, ["48151623", "app-key-2342"], "salt").plan.outputs;
    expect(JSON.stringify(concealed)).not.toMatch(/48151623|42424242|app-key-2342/);
    expect(concealed.pin).toMatch(/^\[secret-[0-9a-f]{6}\]$/);
    expect(concealed.port).toBe(5432);
  });
});
