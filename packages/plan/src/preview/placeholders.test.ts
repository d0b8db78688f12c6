import { javaScript, previewFiles, removeFiles } from "../../test/program";
import type { Plan } from "../model/plan";
import { readStateDocument } from "../state/state";
import { isList, isUnknown, propertyMap, UNKNOWN, type Value } from "../model/value";

afterAll(removeFiles);

/** The declaration file of a provider SDK, as the TypeScript compiler formats it. */
const DECLARATIONS = {
  "node_modules/@pulumi/test/getZones.d.ts": `
import * as outputs from "./types/output";
export interface GetZonesArgs {
    state?: string;
}
/** Results. */
export interface GetZonesResult {
    readonly id: string;
    readonly names: string[];
    readonly count: number;
    readonly tags: {
        [key: string]: string;
    };
    readonly owner: outputs.zones.Owner;
    readonly members: outputs.zones.Owner[] | undefined;
    readonly state?: string;
}
`,
  "node_modules/@pulumi/test/zones/getNative.d.ts": `
export interface GetNativeResult {
    keys: string[];
}
`,
  "node_modules/@pulumi/test/types/output.d.ts": `
export declare namespace zones {
    interface Owner {
        readonly accountIds: string[];
        readonly email: string;
    }
}
`,
};

const program = (body: string) =>
  javaScript(
    `module.exports = async () => {
      const zones = await pulumi.runtime.invoke("test:index/getZones:getZones", { state: "available" });
      ${body}
    };`,
    DECLARATIONS,
  );

/** Returns which inputs of the resource `thing` are unknown. */
function unknownInputs(plan: Plan): readonly string[] {
  const inputs = plan.resources.find(({ name }) => name === "thing")?.inputs ?? propertyMap();
  const describe = (value: Value): string =>
    isUnknown(value) ? "unknown" : isList(value) ? `[${value.map(describe).join()}]` : JSON.stringify(value);
  return Object.entries(inputs)
    .map(([name, value]) => `${name}: ${describe(value)}`)
    .sort();
}

const inputsOf = async (inputs: string) =>
  unknownInputs(await previewFiles(program(`new Thing("thing", { ${inputs} });`)));

describe("the plain result of a lookup without an answer", () => {
  it.concurrent("can be used as the declared type, and is unknown in inputs", async () => {
    const inputs = `
      member: zones.id,
      part: zones.id.split("-")[0].toUpperCase(),
      lastCharacter: zones.names[0].slice(-1),
      text: \`arn:\${zones.id}/x\`,
      encoded: Buffer.from("#!/bin/sh\\necho " + zones.id).toString("base64"),
      json: JSON.stringify({ zone: zones.names[0] }),
      list: zones.names,
      firstTwo: zones.names.slice(0, 2),
      beyondTheEnd: zones.names[7],
      mapped: zones.names.map((name) => ({ name })),
      nested: zones.owner.accountIds.slice(0, 1),
      nestedElement: zones.members[1].email,
      tag: zones.tags.Owner,
      sum: zones.count + 1,
      product: zones.count * 2,
      notDeclared: zones.other.deep[0],
      count: zones.names.length,
      known: "known",
    `;
    expect(await inputsOf(inputs)).toEqual([
      "beyondTheEnd: unknown",
      "count: 3",
      "encoded: unknown",
      "firstTwo: [unknown,unknown]",
      "json: unknown",
      'known: "known"',
      "lastCharacter: unknown",
      "list: unknown",
      "mapped: unknown",
      "member: unknown",
      "nested: [unknown]",
      "nestedElement: unknown",
      "notDeclared: unknown",
      "part: unknown",
      "product: unknown",
      "sum: unknown",
      "tag: unknown",
      "text: unknown",
    ]);
  });

  it.concurrent("makes an object with an unknown name and an asset with unknown content unknown", async () => {
    const inputs = `
      copied: { ...zones.tags, Name: "x" },
      named: { ["zone/" + zones.id]: "owned" },
      asset: new pulumi.asset.StringAsset("zone=" + zones.id),
    `;
    expect(await inputsOf(inputs)).toEqual(["asset: unknown", "copied: unknown", "named: unknown"]);
  });

  it.concurrent("is an unknown output in pulumi.output, so that no apply runs", async () => {
    const body = `
      const fail = () => { throw new Error("apply ran with a placeholder"); };
      new Thing("thing", {
        all: pulumi.output(zones).apply(fail),
        list: pulumi.output(zones.names).apply(fail),
        one: pulumi.all([zones.id, "x"]).apply(fail),
        formatted: pulumi.interpolate\`\${zones.id}-x\`,
        promise: pulumi.runtime.invoke("test:index/getZones:getZones", {}).then((found) => found.names),
      });`;
    expect(unknownInputs(await previewFiles(program(body)))).toEqual(
      ["all", "formatted", "list", "one", "promise"].map((name) => `${name}: unknown`),
    );
  });

  it.concurrent("can be passed to another lookup, which is then unknown as well", async () => {
    const body = `
      const native = await pulumi.runtime.invoke("test:zones:getNative", { ids: zones.names, promised: Promise.resolve(zones.id) });
      new Thing("thing", { key: native.keys.slice(0, 1) });`;
    const plan = await previewFiles(program(body));
    expect(unknownInputs(plan)).toEqual(["key: [unknown]"]);
    expect(plan.gaps.unansweredLookups.map(({ token, answer }) => [token, answer !== undefined])).toEqual([
      ["test:index/getZones:getZones", true],
      ["test:zones:getNative", false],
    ]);
  });

  it.concurrent("gives resources distinct names, the same in every preview, and reports them", async () => {
    const files = program(`
      const others = await pulumi.runtime.invoke("test:index/getZones:getZones", { state: "other" });
      for (const name of [...zones.names, ...others.names]) new Thing("in-" + name);
      new Thing(zones.id);`);
    const [first, second] = [await previewFiles(files), await previewFiles(files)];
    const names = (plan: Plan) => plan.resources.map(({ name }) => name).filter((name) => name.includes("getZones"));
    expect(new Set(names(first)).size).toBe(7);
    expect(names(second)).toEqual(names(first));
    expect(
      first.gaps.notes.filter((note) => note.includes("its name contains the result of an unanswered")),
    ).toHaveLength(7);
  });

  it.concurrent.each([
    ["its length", "if (zones.names.length > 1) new Thing('x');", true],
    ["the names of resources", "for (const name of zones.names) new Thing(name);", true],
    [
      "a fixed number of elements",
      "zones.names.slice(0, 5).map((name, index) => new Thing('x' + index, { name }));",
      false,
    ],
    [
      "each element as data",
      "new Thing('x', { zones: zones.names.map((name) => ({ name })), list: zones.names });",
      false,
    ],
  ])("does not delete resources of a state that may still exist if %s depends on it", async (_, body, isReported) => {
    const stack = "urn:pulumi:dev::sample::pulumi:pulumi:Stack::sample-dev";
    const urn = "urn:pulumi:dev::sample::test:index:Thing::old";
    const resources = [
      { urn: stack, type: "pulumi:pulumi:Stack", custom: false },
      { urn, type: "test:index:Thing", custom: true, id: "old", parent: stack },
    ];
    const state = readStateDocument({ version: 3, deployment: { resources } }, "state.json");
    const { steps, gaps } = await previewFiles(program(body), { state });
    const note = /number of elements in the results of these data source lookups.*: test:index\/getZones:getZones\./;
    expect(steps.some(({ operation }) => operation === "delete")).toBe(!isReported);
    expect(gaps.notes.some((text) => note.test(text))).toBe(isReported);
  });

  it.concurrent("is a placeholder in the unknown members of a recorded answer only", async () => {
    const lookups = {
      invoke: () =>
        propertyMap([
          ["owner", "z-1"],
          ["names", UNKNOWN],
        ]),
    };
    const body = `new Thing("thing", { owner: zones.owner + "!", name: zones.names[0] + "!", missing: zones.count });`;
    expect(unknownInputs(await previewFiles(program(body), { lookups }))).toEqual(["name: unknown", 'owner: "z-1!"']);
  });
});

describe("the entry to add for a lookup without an answer", () => {
  const answersOf = async (body: string) => {
    const plan = await previewFiles(javaScript(body, DECLARATIONS), { config: { "aws:region": "eu-west-1" } });
    return plan.gaps.unansweredLookups.map(({ answer }) =>
      answer === undefined ? answer : (JSON.parse(answer) as unknown),
    );
  };

  it.concurrent("contains the call and the required members of the result", async () => {
    const [entry] = await answersOf(
      `exports.z = pulumi.runtime.invokeOutput("test:index/getZones:getZones", { state: "available" });`,
    );
    expect(entry).toMatchObject({
      stack: "dev",
      token: "test:index/getZones:getZones",
      arguments: { state: "available" },
      provider: { name: "default", settings: {} },
      result: { id: "FILL IN", names: ["FILL IN"], owner: { accountIds: ["FILL IN"], email: "FILL IN" } },
    });
    expect(entry).not.toHaveProperty("result.state");
  });

  it.concurrent("is absent if the function returns secrets", async () => {
    const token = "aws:secretsmanager/getSecretVersion:getSecretVersion";
    const body = `exports.z = pulumi.runtime.invokeOutput("${token}", { secretId: "x" });`;
    expect(await answersOf(body)).toEqual([undefined]);
  });
});

describe("lookups of the AWS SDK without an answer", () => {
  const calls: readonly [string, string, string][] = [
    ["aws:index/getAvailabilityZones:getAvailabilityZones", "{}", "found.names.slice(0, 2).join()"],
    ["aws:ec2/getVpc:getVpc", "{ default: true }", "found.cidrBlock.split('/')[0]"],
    ["aws:ec2/getSubnets:getSubnets", "{}", "found.ids.map((id) => id + '!')[0]"],
    ["aws:ec2/getAmi:getAmi", "{ owners: ['self'] }", "`${found.id}`"],
    ["aws:organizations/getOrganization:getOrganization", "{}", "found.roots[0].id"],
    ["aws:organizations/getOrganization:getOrganization", "{}", "found.accounts.map((a) => a.id)[0]"],
    ["aws:index/getRegion:getRegion", "{}", "found.name.toUpperCase()"],
    ["aws:index/getCallerIdentity:getCallerIdentity", "{}", "`arn:aws:iam::${found.accountId}:role/x`"],
    ["aws:ssm/getParameter:getParameter", "{ name: '/x' }", "found.value.trim()"],
    ["aws:secretsmanager/getSecretVersion:getSecretVersion", "{ secretId: 'x' }", "found.secretString + ''"],
    ["aws:eks/getCluster:getCluster", "{ name: 'x' }", "found.certificateAuthorities[0].data"],
  ];

  it("have the declared types", async () => {
    const values = calls.map(
      ([token, args, use], index) => `
      const found${index} = await pulumi.runtime.invoke("${token}", ${args});
      inputs["${token} ${use.replace("`${", "").replace(/[`"]/g, "")}"] = ((found) => ${use})(found${index});`,
    );
    const plan = await previewFiles(
      javaScript(`module.exports = async () => {
        const inputs = {};
        ${values.join("")}
        new Thing("thing", inputs);
      };`),
    );
    const unknown = unknownInputs(plan);
    expect([plan.result, unknown.length]).toEqual(["succeeded", calls.length]);
    expect(unknown.filter((input) => !input.endsWith(": unknown"))).toEqual([]);
  });
});
