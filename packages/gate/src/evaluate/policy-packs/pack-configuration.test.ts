import type { ConfiguredPolicyPack, PolicyConfiguration } from "@roadbed/plan/policy-packs";
import { failuresIn } from "../../../test/failures-in";
import { settingsOfPack, unknownPolicyCaveats, validateConfiguration } from "./pack-configuration";

type Properties = PolicyConfiguration["properties"];

const packWith = (properties: Properties, schema?: object): ConfiguredPolicyPack => ({
  ...{ name: "tags", version: "1.0.0", policies: ["required-tags"] },
  configurations: [{ policy: "required-tags", enforcement: "mandatory", properties, ...(schema && { schema }) }],
});

const stringList = { type: "array", items: { type: "string" } };
const SCHEMA = { type: "object", properties: { tags: stringList }, required: ["tags"] };
const WITH = (schema: object): object => ({ type: "object", properties: { value: schema } });

describe("validateConfiguration", () => {
  it.each<[Properties, object, readonly string[]]>([
    [{}, SCHEMA, ["tags is required"]],
    [{ tags: "Owner" }, SCHEMA, ['tags: expected an array, got "Owner"']],
    [{ tags: [{}] }, SCHEMA, ["tags[0]: expected a string, got an object"]],
    [{ value: {} }, WITH({ required: ["memory"] }), ["value.memory is required"]],
    [{ value: "e" }, WITH({ enum: ["a", "b"] }), ['value: expected one of "a", "b", got "e"']],
    [{ value: "300.0.0.1" }, WITH({ format: "ipv4" }), ['value: must match format "ipv4"']],
    [{ value: "2026-13-01" }, WITH({ format: "date" }), ['value: must match format "date"']],
    [{ value: "-a.example" }, WITH({ format: "hostname" }), ['value: must match format "hostname"']],
    [{ value: "(" }, WITH({ format: "regex" }), ['value: must match format "regex"']],
  ])("rejects %j with the path and the reason", async (properties, schema, issues) => {
    const failures = await failuresIn(() => validateConfiguration([packWith(properties, schema)]));
    expect(failures.map(({ code }) => code)).toEqual(issues.map(() => "configuration-invalid"));
    for (const [index, issue] of issues.entries())
      expect(failures[index]?.message).toMatch(new RegExp(`^Policy pack tags: required-tags: ${escaped(issue)}\\.`));
  });

  it("reports the issues of all packs at once, and names the remedy after them", async () => {
    const packs = [packWith({}, SCHEMA), { ...packWith({ tags: 1 }, SCHEMA), name: "other" }];
    expect((await failuresIn(() => validateConfiguration(packs))).map(({ message }) => message)).toEqual([
      "Policy pack tags: required-tags: tags is required.",
      "Policy pack other: required-tags: tags: expected an array, got 1. Configure policy packs with --policy-pack-config, or in roadbed.yaml with policyPacks.",
    ]);
  });

  it.each<[string, Properties, object | undefined]>([
    ["a policy without a schema", { tags: 1 }, undefined],
    ["a matching configuration", { tags: ["Owner"] }, SCHEMA],
    ["an unknown format", { value: "x" }, WITH({ format: "color" })],
    ["an unknown keyword", { value: "x" }, WITH({ secret: true })],
    ["a known format", { value: "10.0.0.1" }, WITH({ format: "ipv4" })],
    ["a host name", { value: "a-b.example.com" }, WITH({ format: "hostname" })],
    ["a time", { value: "2026-12-01T10:00:00Z" }, WITH({ format: "date-time" })],
  ])("accepts %s", async (_, properties, schema) => {
    expect(await failuresIn(() => validateConfiguration([packWith(properties, schema)]))).toEqual([]);
  });

  it("reports a schema that cannot be used, and loads no schema from elsewhere", async () => {
    for (const schema of [{ type: "list" }, { $ref: "https://example.com/schema.json" }])
      expect(await failuresIn(() => validateConfiguration([packWith({}, schema)]))).toMatchObject([
        { code: "configuration-invalid", message: expect.stringContaining("schema in the pack is invalid") as string },
      ]);
  });
});

const escaped = (text: string): string => text.replaceAll(/[[\](){}.]/g, "\\$&");

describe("settingsOfPack", () => {
  const inFiles = [{ tags: { all: "advisory" } }, { other: { all: "disabled" } }, { tags: { a: "disabled" } }] as const;

  it("returns the settings of the pack, and the file on the command line last", () => {
    const configFile = { path: "tags.json", settings: { a: "mandatory" } } as const;
    expect(settingsOfPack("tags", configFile, inFiles)).toEqual([
      { all: "advisory" },
      { a: "disabled" },
      { a: "mandatory" },
    ]);
    expect(settingsOfPack("constructor", undefined, inFiles)).toEqual([]);
  });
});

it("unknownPolicyCaveats names each policy that does not exist once", () => {
  const settings = [
    { all: "advisory", typo: "advisory" },
    { typo: {}, "required-tags": {} },
  ] as const;
  expect(unknownPolicyCaveats(packWith({}), settings)).toEqual([
    'the settings of the policy pack tags contain the policy "typo", which does not exist',
  ]);
});
