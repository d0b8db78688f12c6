import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanFileError } from "../errors/plan-file-error";
import type { LookupRequest } from "../lookups/lookup-source";
import type { Plan } from "../model/plan";
import {
  isSecret,
  isUnknown,
  propertyMap,
  makeSecret,
  UNKNOWN,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model/value";
import { ContextAnswers } from "./answers";
import { readContextFile } from "./context-file";
import type { ContextEntry } from "./entry";
import { readRecording, recordContext, type RecordedLookup } from "./recording";

const folder = mkdtempSync(join(tmpdir(), "roadbed-context-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "roadbed.context.json");

const VPC = "aws:ec2/getVpc:getVpc";
const bag = (values: Readonly<Record<string, Value>>): Properties => propertyMap(Object.entries(values));

const entryJson = {
  stack: "dev",
  token: VPC,
  arguments: { default: true },
  provider: { name: "default", settings: { region: "eu-west-1" } },
  asOf: "2026-05-01",
  expires: "2026-08-01",
  result: { id: "vpc-1" },
};
const document = (...answers: readonly object[]) => JSON.stringify({ version: 1, answers }, undefined, 2);

function read(content: string): readonly ContextEntry[] {
  writeFileSync(file, content);
  return readContextFile(file);
}

function rejection(content: string): string {
  try {
    read(content);
    return "none";
  } catch (error) {
    return error instanceof PlanFileError ? error.message.replace(folder, ".") : String(error);
  }
}

describe("readContextFile", () => {
  it.each<[string, string, string]>([
    ["an empty file", "", "./roadbed.context.json:1:1: invalid JSON: the file is empty."],
    ["invalid JSON", '{\n  "version": }', "./roadbed.context.json:2:14: invalid JSON: value expected."],
    ["a list", "[]", "./roadbed.context.json:1:1: the document: expected an object, got an array."],
    [
      "an unsupported version",
      '{ "version": 2, "answers": [] }',
      "./roadbed.context.json:1:14: version: expected 1, got 2.",
    ],
    [
      "a document without answers",
      '{ "version": 1 }',
      "./roadbed.context.json:1:1: answers: the required property is missing.",
    ],
    [
      "an unknown member",
      '{ "version": 1, "answers": [], "anwsers": [] }',
      "./roadbed.context.json:1:43: anwsers: this version of Roadbed does not support this property.",
    ],
    [
      "an invalid date",
      document({ ...entryJson, asOf: "2026-02-30" }),
      './roadbed.context.json:16:15: answers[0].asOf: expected a date such as 2026-01-31, got "2026-02-30".',
    ],
    [
      "an expiry date that is not later than the answer",
      document(entryJson, { ...entryJson, expires: "2026-05-01" }),
      "./roadbed.context.json:35:18: answers[1].expires: expected a date after asOf (2026-05-01), got 2026-05-01.",
    ],
    [
      "a token that is not a function",
      document({ ...entryJson, token: "getVpc" }),
      './roadbed.context.json:6:16: answers[0].token: expected a function such as "aws:ec2/getVpc:getVpc", got "getVpc".',
    ],
    [
      "a function that returns secrets",
      document({ ...entryJson, token: "aws:secretsmanager/getSecretVersion:getSecretVersion" }),
      "./roadbed.context.json:6:16: answers[0].token: the function returns secrets. Remove the answer.",
    ],
    [
      "a member that looks like a secret",
      document({ ...entryJson, result: { id: "x", masterPassword: "hunter2" } }),
      './roadbed.context.json:20:27: answers[0].result.masterPassword: the value looks like a secret. Remove the property and add its name to "withheld".',
    ],
    [
      "a result with a credential",
      document({ ...entryJson, result: { tags: [{ note: "AKIAIOSFODNN7EXAMPLE" }] } }),
      './roadbed.context.json:19:17: answers[0].result.tags: the value looks like a secret. Remove the property and add its name to "withheld".',
    ],
    [
      "arguments with a secret",
      document({ ...entryJson, arguments: { apiKey: "hunter2" } }),
      "./roadbed.context.json:7:20: answers[0].arguments: the arguments contain a value that looks like a secret. Remove the answer.",
    ],
  ])("rejects %s, with line and column", (_, content, message) => {
    expect(rejection(content)).toBe(message);
  });
});

const calling = (more: Partial<LookupRequest> = {}): LookupRequest => ({
  token: VPC,
  arguments: bag({ default: true }),
  provider: bag({ region: "eu-west-1", version: "7.1.0" }),
  providerName: "default",
  ...more,
});
const plan = (resources: Plan["resources"] = []) =>
  ({ stack: "dev", resources, gaps: { notes: [] as readonly string[] } }) as unknown as Plan;

function ask(entries: string, call: Partial<LookupRequest> = {}, { stack = "dev", today = "2026-07-31" } = {}) {
  const answers = new ContextAnswers(read(entries), "context.json", stack, today);
  const result = answers.lookups.invoke?.(calling(call));
  return { result, gaps: answers.annotate(plan()).gaps };
}

describe("ContextAnswers", () => {
  it("answers the same lookup with the same provider, and lists the date", () => {
    const { result, gaps } = ask(document(entryJson));
    expect({ ...result }).toEqual({ id: "vpc-1" });
    expect(gaps).toEqual({ notes: [], answeredLookups: [{ token: VPC, asOf: "2026-05-01", file: "context.json" }] });
  });

  it("ignores the order of arguments and supports names of Object.prototype members", () => {
    const given =
      '{ "version": 1, "answers": [' +
      JSON.stringify(entryJson).replace('"default":true', '"b":[1],"__proto__":2') +
      "] }";
    const reordered = propertyMap([
      ["__proto__", 2],
      ["b", [1]],
    ]);
    expect(ask(given, { arguments: reordered }).result).toBeDefined();
    expect(ask(given, { arguments: bag({ b: [1] }) }).result).toBeUndefined();
  });

  it("answers reads of existing resources and of other stacks", () => {
    const network = { ...entryJson, token: "pulumi:pulumi:StackReference", arguments: { id: "acme/network/prod" } };
    const vpc = {
      ...entryJson,
      token: "aws:ec2/vpc:Vpc",
      arguments: { id: "vpc-1" },
      result: { cidrBlock: "10.0.0.0/16" },
    };
    const stackEntry = {
      ...network,
      provider: { name: "default", settings: {} },
      result: { vpcId: "vpc-1" },
      withheld: ["token"],
    };
    const content = document(stackEntry, vpc);
    const { lookups } = new ContextAnswers(read(content), "context.json", "dev", "2026-07-31");
    expect({ ...lookups.stackOutputs?.("acme/network/prod") }).toEqual({ vpcId: "vpc-1", token: makeSecret(UNKNOWN) });
    expect(lookups.stackOutputs?.("acme/network/dev")).toBeUndefined();
    const resource = { type: "aws:ec2/vpc:Vpc", id: "vpc-1", inputs: bag({}), providerName: "default" };
    expect(lookups.read?.({ ...resource, provider: bag({ region: "eu-west-1" }) })).toMatchObject(vpc.result);
    expect(lookups.read?.({ ...resource, provider: bag({ region: "us-east-1" }) })).toBeUndefined();
    expect(lookups.read?.({ ...resource, id: "vpc-2", provider: bag({}) })).toBeUndefined();
  });

  it("returns a value that was not filled in as unknown", () => {
    const { result } = ask(document({ ...entryJson, result: { id: "vpc-1", names: ["FILL IN", "b"] } }));
    expect({ ...result }).toEqual({ id: "vpc-1", names: [UNKNOWN, "b"] });
  });

  it("returns withheld members as unknown secrets", () => {
    const { result } = ask(document({ ...entryJson, withheld: ["value"] }));
    expect([isSecret(result?.value), isUnknown(unwrapSecret(result?.value ?? null))]).toEqual([true, true]);
  });

  it("answers if the region comes from the environment", () => {
    expect(ask(document(entryJson), { provider: bag({}) }).result).toBeDefined();
  });

  it.each<[string, Parameters<typeof ask>]>([
    ["of another function", [document(entryJson), { token: "aws:ec2/getAmi:getAmi" }]],
    ["with other arguments", [document(entryJson), { arguments: bag({ default: false }) }]],
    ["of another region", [document(entryJson), { provider: bag({ region: "us-east-1" }) }]],
    ["of another provider", [document(entryJson), { providerName: "second" }]],
    ["of another stack", [document(entryJson), {}, { stack: "prod" }]],
    [
      "whose region is ambiguous",
      [
        document(entryJson, {
          ...entryJson,
          provider: { name: "default", settings: { region: "eu-west-2" } },
          result: { id: "vpc-2" },
        }),
        { provider: bag({}) },
      ],
    ],
  ])("does not answer a lookup %s", (_, parameters) => {
    const { result, gaps } = ask(...parameters);
    expect([result, gaps]).toEqual([undefined, { notes: [] }]);
  });

  it("does not use an expired answer, and reports it", () => {
    const { result, gaps } = ask(document(entryJson), {}, { today: "2026-08-01" });
    expect(result).toBeUndefined();
    expect(gaps.notes).toEqual([`The answer to ${VPC} in context.json expired on 2026-08-01. Record it again.`]);
  });
});

const provider = (name: string, more: object) => ({
  urn: `urn:pulumi:dev::shop::pulumi:providers:aws::${name}`,
  type: "pulumi:providers:aws",
  name,
  ...more,
});
const providers = [
  provider("default_7", {
    implicit: true,
    inputs: bag({ region: "eu-west-1", profile: "me", accessKey: makeSecret("x") }),
  }),
  provider("second", { inputs: bag({ region: "us-east-1" }) }),
] as unknown as Plan["resources"];
const now = new Date("2026-11-21T23:00:00Z");
const record = (...lookups: readonly RecordedLookup[]) => recordContext(file, plan(providers), lookups, now);
const asked = (more: Partial<RecordedLookup> = {}): RecordedLookup => ({
  token: VPC,
  provider: "",
  arguments: bag({ default: true }),
  result: bag({ id: "vpc-9" }),
  ...more,
});

describe("recordContext", () => {
  beforeEach(() => rmSync(file, { force: true }));

  it("writes answers with their date and provider", () => {
    const reference = "urn:pulumi:dev::shop::pulumi:providers:aws::second::id-1";
    expect(record(asked(), asked(), asked({ provider: reference }))).toEqual({ kept: 2, refused: [] });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      version: 1,
      answers: [
        { ...entryJson, asOf: "2026-11-21", expires: "2027-02-19", result: { id: "vpc-9" } },
        {
          ...entryJson,
          provider: { name: "second", settings: { region: "us-east-1" } },
          asOf: "2026-11-21",
          expires: "2027-02-19",
          result: { id: "vpc-9" },
        },
      ],
    });
  });

  it("replaces earlier answers to the same lookups only", () => {
    writeFileSync(file, document(entryJson, { ...entryJson, stack: "prod" }, { ...entryJson, arguments: {} }));
    record(asked());
    expect(readContextFile(file).map(({ stack, result }) => [stack, result.id])).toEqual([
      ["dev", "vpc-9"],
      ["dev", "vpc-1"],
      ["prod", "vpc-1"],
    ]);
  });

  it("writes no secrets", () => {
    const result = {
      value: makeSecret("hunter2"),
      insecure: "ok",
      masterPassword: "hunter2",
      userData: "hunter2",
      empty: "",
      authToken: "",
      nested: { deep: [UNKNOWN] },
    };
    record(asked({ token: "aws:ssm/getParameter:getParameter", result: bag(result) }));
    const [entry] = readContextFile(file);
    expect(entry?.withheld).toEqual(["value", "masterPassword", "userData", "nested"]);
    expect(readFileSync(file, "utf8")).not.toContain("hunter2");
  });

  it.each<[string, RecordedLookup]>([
    ["of a function that returns secrets", asked({ token: "aws:ecr/getAuthorizationToken:getAuthorizationToken" })],
    ["of a package that manages secrets", asked({ token: "vault:kv/getSecret:getSecret" })],
    ["whose arguments contained a secret", { token: VPC, secretArguments: true }],
    ["whose arguments look like a secret", asked({ arguments: bag({ password: "hunter2" }) })],
  ])("does not record the answer %s", (_, lookup) => {
    expect(record(lookup)).toEqual({ kept: 0, refused: [lookup.token] });
  });

  it("does not overwrite an invalid file", () => {
    writeFileSync(file, "{}");
    expect(() => record(asked())).toThrow(/version: the required property is missing/);
  });

  it("reads a recording line by line", () => {
    const line = (token: string) => JSON.stringify({ token, provider: "", arguments: {}, result: { a: 1 } });
    expect(readRecording(`${line("a:b:c")}\n${line("d:e:f")}\n`).map(({ token }) => token)).toEqual(["a:b:c", "d:e:f"]);
  });

  it.each([
    ["{}\n{", "the lookup recording:1: token: the required property is missing."],
    ['{ "token": "a:b:c" }\n{', "the lookup recording:2:2: invalid JSON: close brace expected."],
  ])("rejects a recording with other content", (content, sentence) => {
    expect(() => readRecording(content)).toThrow(sentence);
  });
});
