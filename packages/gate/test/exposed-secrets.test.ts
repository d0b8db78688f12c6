import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encrypt, encryptionSalt, PASSPHRASE } from "../../plan/test/passphrase";
import type { StackVerdict } from "../src/model/verdict";
import { checkApp } from "./check-app";
import { TestRepository } from "./repository";

// Every check previews one or two programs.
jest.setTimeout(60_000);

const PASSWORD = "Xk29-fable-Tm";
const RULE = "pulumi-secrets-marked";

/** Returns a program that creates queues with these names and tags, and exports `url`. */
const program = (queues: Readonly<Record<string, string>>, url = "undefined") => ({
  "app/index.js": [
    'const pulumi = require("@pulumi/pulumi");',
    "const config = new pulumi.Config();",
    'class Queue extends pulumi.CustomResource { constructor(name, inputs) { super("aws:sqs/queue:Queue", name, inputs); } }',
    ...Object.entries(queues).map(([name, tag]) => `new Queue(${name}, { tags: { url: ${tag} } });`),
    `exports.url = ${url};`,
  ].join("\n"),
});

const plain = 'config.require("dbPassword")';

const repository = TestRepository.create({
  "packages/lib/index.js": "",
  "app/Pulumi.dev.yaml": JSON.stringify({
    encryptionsalt: encryptionSalt,
    config: { "app:dbPassword": { secure: encrypt(PASSWORD) }, "app:env": { secure: encrypt("prod") } },
  }),
  ...program({ '"old"': "`postgres://u:${" + plain + "}@db`", [`"queue-" + ${plain}`]: '"x"' }),
});
const savedPlan = join(repository.root, ".git", "plan.json");

beforeAll(() => {
  process.env.PULUMI_CONFIG_PASSPHRASE = PASSPHRASE;
});
afterAll(() => {
  delete process.env.PULUMI_CONFIG_PASSPHRASE;
  repository.remove();
});

const exposed = (findings: StackVerdict["findings"]) =>
  findings.filter(({ rule }) => rule === RULE).map(({ name, path, source }) => [name, path, source?.line]);

describe("a secret of the configuration in a plain value", () => {
  it("blocks, names the key, and is in no output", async () => {
    const { code, stack, text, err } = await checkApp(repository, "--save-plan", savedPlan);
    expect(code).toBe(5);
    expect(exposed(stack.findings)).toEqual([
      ["old", "tags.url", 4],
      ["queue-[secret]", undefined, 5],
    ]);
    expect(text).toContain("configuration secret app:dbPassword");
    const saved = readFileSync(savedPlan, "utf8");
    expect([text, err, saved, JSON.stringify(stack)].join()).not.toContain(PASSWORD);
  });

  it("is found again in a saved plan", async () => {
    const copy = join(repository.root, ".git", "copy.json");
    const { stack } = await checkApp(repository, "--from", savedPlan, "--save-plan", copy);
    expect(exposed(stack.findings).map(([, path]) => path)).toEqual(["tags.url", undefined]);
    const saltIn = (file: string) => (JSON.parse(readFileSync(file, "utf8")) as { readonly salt: string }).salt;
    expect(saltIn(copy)).toBe(saltIn(savedPlan));
  });

  it.each([
    ["the program at the base", () => ["--base", "main"]],
    ["the saved plan of the base", () => ["--base-plan", savedPlan]],
  ])("does not block again if %s contains it", async (_, flags) => {
    const { code, stack } = await checkApp(repository, ...flags());
    expect(exposed(stack.findings)).toEqual([]);
    expect(exposed(stack.existingFindings)).toHaveLength(2);
    expect(stack.counts.changes).toEqual({ same: 3 });
    expect(code).toBe(0);
  });

  it("blocks at another place, but not if the value is marked or the secret is an ordinary word", async () => {
    const queues = { '"old"': plain.replace("require", "requireSecret"), '"new"': 'config.require("env")' };
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit(program(queues, "{ list: [" + plain + "] }"));
    const { stack } = await checkApp(repository, "--base", "main");
    expect(exposed(stack.findings)).toEqual([["app-dev", "outputs.url.list[0]", undefined]]);
  });
});
