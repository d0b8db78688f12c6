import { encrypt, encryptionSalt, PASSPHRASE } from "../../test/passphrase";
import { removeFiles, writeFiles } from "../../test/program";
import { readConfiguration, secretPlaceholder, type Configuration } from "./configuration";
import { readProject } from "./project";

afterAll(removeFiles);

const encryptionsalt = `encryptionsalt: ${encryptionSalt}\n`;

interface Given {
  readonly project?: string;
  readonly stack?: string;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly environment?: NodeJS.ProcessEnv;
}

async function read({ project = "", stack, overrides = {}, environment = {} }: Given): Promise<Configuration> {
  const root = writeFiles({
    "Pulumi.yaml": `name: shop\nruntime: nodejs\n${project}`,
    ...(stack === undefined ? {} : { "Pulumi.dev.yaml": stack }),
  });
  return readConfiguration(readProject(root), "dev", overrides, environment);
}

const valuesOf = ({ settings }: Configuration) =>
  Object.fromEntries([...settings].map(([name, { value }]) => [name, value]));

describe("readConfiguration", () => {
  it("returns nothing without a stack file", async () => {
    expect(await read({})).toEqual({ settings: new Map(), undecryptable: [], notes: [] });
  });

  it("returns full keys and string values", async () => {
    const stack = `config:
  size: 3
  aws:region: eu-west-1
  aws:config:profile: ops
  on: true
  ratio: 0.50
  digits: "007"
  huge: 12345678901234567890
  nothing:
  tags: { b: "<x>", a: [1, yes] }
`;
    expect(valuesOf(await read({ stack }))).toEqual({
      "shop:size": "3",
      "aws:region": "eu-west-1",
      "aws:profile": "ops",
      "shop:on": "true",
      "shop:ratio": "0.5",
      "shop:digits": "007",
      "shop:huge": "12345678901234567890",
      "shop:nothing": "null",
      "shop:tags": String.raw`{"a":[1,"yes"],"b":"\u003cx\u003e"}`,
    });
  });

  it("applies overrides", async () => {
    const stack = "config:\n  size: 3\n";
    expect(valuesOf(await read({ stack, overrides: { size: "5", "aws:region": "x" } }))).toEqual({
      "shop:size": "5",
      "aws:region": "x",
    });
  });

  it("preserves a property named __proto__", async () => {
    const { settings } = await read({ stack: "config:\n  tags: { __proto__: { polluted: 1 } }\n" });
    expect(settings.get("shop:tags")?.value).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("supports merge keys", async () => {
    const stack = "base: &base { region: eu, size: 1 }\nconfig: { <<: *base, size: 2 }\n";
    expect(valuesOf(await read({ stack }))).toEqual({ "shop:region": "eu", "shop:size": "2" });
  });

  it("rejects nested aliases that would exhaust the memory", async () => {
    const levels = [
      "a: &a [1, 2]",
      ...["b", "c", "d", "e"].map((name, index) => `${name}: &${name} [${`*${"abcd"[index]},`.repeat(20)}]`),
    ];
    await expect(read({ stack: `${levels.join("\n")}\n` })).rejects.toThrow(/Pulumi\.dev\.yaml: Excessive alias count/);
  });

  it("reports that Pulumi ESC environments are not resolved", async () => {
    expect((await read({ stack: "environment: [shared]\n" })).notes).toEqual([expect.stringContaining("Pulumi ESC")]);
  });

  it.each([
    ["config: { a: [1 }\n", /Pulumi\.dev\.yaml:\d+:\d+: /],
    ["config: text\n", /Pulumi\.dev\.yaml:1:9: "config": expected a map, got a string\.$/],
    [
      "config:\n  a:b:c:d: 1\n",
      /Pulumi\.dev\.yaml:2:\d+: invalid key: expected <name> or <namespace>:<name>, got "a:b:c:d"\.$/,
    ],
  ])("rejects %j with a position", async (stack, message) => {
    await expect(read({ stack })).rejects.toThrow(message);
  });

  it("rejects an invalid stack name", async () => {
    const project = readProject(writeFiles({ "Pulumi.yaml": "name: shop\nruntime: nodejs\n" }));
    await expect(readConfiguration(project, "../../etc", {}, {})).rejects.toThrow(/got "\.\.\/\.\.\/etc"/);
  });
});

describe("readConfiguration, for secrets", () => {
  const stack = () => `${encryptionsalt}config:
  password: { secure: "${encrypt("hunter2")}" }
  account: { user: me, keys: [{ secure: "${encrypt("k1")}" }] }
  plain: seen
`;

  it("decrypts them with the passphrase", async () => {
    const configuration = await read({ stack: stack(), environment: { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE } });
    expect(valuesOf(configuration)).toEqual({
      "shop:password": "hunter2",
      "shop:account": '{"keys":["k1"],"user":"me"}',
      "shop:plain": "seen",
    });
    expect([...configuration.settings].flatMap(([name, { secret }]) => (secret ? [name] : []))).toEqual([
      "shop:password",
      "shop:account",
    ]);
    expect(configuration.undecryptable).toEqual([]);
  });

  it("decrypts them with a passphrase in a file", async () => {
    const file = `${writeFiles({ passphrase: `${PASSPHRASE}\n` })}/passphrase`;
    const configuration = await read({ stack: stack(), environment: { PULUMI_CONFIG_PASSPHRASE_FILE: file } });
    expect(valuesOf(configuration)["shop:password"]).toBe("hunter2");
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ["without a passphrase", {}, /PULUMI_CONFIG_PASSPHRASE is not set/],
    ["with a wrong passphrase", { PULUMI_CONFIG_PASSPHRASE: "guess" }, /the passphrase is wrong/],
    [
      "with a missing passphrase file",
      { PULUMI_CONFIG_PASSPHRASE_FILE: "/nowhere" },
      /the file \/nowhere in .* cannot be read/,
    ],
  ])("uses placeholders and lists the keys %s", async (_, environment, reason) => {
    const { settings, undecryptable, notes } = await read({ stack: stack(), environment });
    expect(settings.get("shop:password")).toEqual({
      value: secretPlaceholder("shop:password"),
      secret: true,
      secrets: [],
      structured: false,
    });
    expect(settings.get("shop:account")?.value).toBe(`{"keys":["${secretPlaceholder("shop:account")}"],"user":"me"}`);
    expect(undecryptable).toEqual(["shop:password", "shop:account"]);
    expect(notes).toEqual([expect.stringMatching(reason)]);
  });

  it("names the key management service", async () => {
    const kms = 'secretsprovider: awskms://alias/pulumi\nconfig:\n  password: { secure: "v1:x:y" }\n';
    const { undecryptable, notes } = await read({ stack: kms });
    expect([undecryptable, notes]).toEqual([["shop:password"], [expect.stringContaining("encrypted by awskms")]]);
  });

  it("accepts overrides instead", async () => {
    const { settings, undecryptable } = await read({ stack: stack(), overrides: { password: "given" } });
    expect(settings.get("shop:password")).toMatchObject({ value: "given", secret: true });
    expect(undecryptable).toEqual(["shop:account"]);
  });
});

describe("readConfiguration, for declarations in Pulumi.yaml", () => {
  it("uses declared defaults", async () => {
    const project = `config:
  size: 3
  region: { type: string, default: eu }
  zones: { type: array, items: { type: string }, default: [a, b] }
  aws:region: { value: eu-west-1 }
`;
    expect(valuesOf(await read({ project, stack: "config:\n  size: 5\n" }))).toEqual({
      "shop:size": "5",
      "shop:region": "eu",
      "shop:zones": '["a","b"]',
      "aws:region": "eu-west-1",
    });
  });

  it("requires values without a default", async () => {
    const project = "config:\n  region: { type: string }\n  size: { type: integer }\n";
    await expect(read({ project })).rejects.toMatchObject({
      code: "configuration",
      message: expect.stringMatching(
        /^Stack dev does not set configuration that .* requires: region, size\./,
      ) as string,
    });
  });

  it.each([
    ["integer", "three", "integer"],
    ["boolean", "perhaps", "boolean"],
    ["object", "text", "object"],
    ["array, items: { type: integer }", "[1, x]", "array<integer>"],
    ["array, items: { type: array, items: { type: string } }", "[a]", "array<array<string>>"],
  ])("rejects a value that is not of the type %s: %s", async (type, value, name) => {
    const given = { project: `config:\n  it: { type: ${type} }\n`, stack: `config:\n  it: ${value}\n` };
    await expect(read(given)).rejects.toThrow(`Configuration "it" of stack dev has the wrong type: expected ${name}.`);
  });

  it.each([
    ["integer", "3"],
    ["integer", '"3"'],
    ["boolean", "true"],
    ["string", "x"],
    ["object", "{ a: 1 }"],
    ["array, items: { type: boolean }", "[true]"],
  ])("accepts a value of the type %s: %s", async (type, value) => {
    const given = { project: `config:\n  it: { type: ${type} }\n`, stack: `config:\n  it: ${value}\n` };
    expect((await read(given)).settings.has("shop:it")).toBe(true);
  });

  it("requires that secrets are encrypted", async () => {
    const given = { project: "config:\n  it: { type: string, secret: true }\n", stack: "config:\n  it: open\n" };
    await expect(read(given)).rejects.toThrow(/is not encrypted/);
  });

  it.each([
    ["it: { type: number }", /Pulumi\.yaml:4:\d+: "type": expected one of string, integer/],
    ["it: { type: array }", /an array type requires the property "items"/],
    ["it: { type: integer, default: x }", /the default of "it" has the wrong type: expected integer/],
    ["it: { default: 1, value: 2 }", /has both a "default" and a "value"/],
  ])("rejects the declaration %s", async (declaration, message) => {
    await expect(read({ project: `config:\n  ${declaration}\n` })).rejects.toThrow(message);
  });
});
