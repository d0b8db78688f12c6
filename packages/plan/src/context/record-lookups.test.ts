import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encryptionSalt, encrypt, PASSPHRASE } from "../../test/passphrase";
import { javaScript, previewFiles, removeFiles } from "../../test/program";
import { makeSecret, propertyMap } from "../model/value";
import { readRecording } from "./recording";

const folder = mkdtempSync(join(tmpdir(), "roadbed-recorder-"));
const file = join(folder, "lookups.jsonl");
const before = { ...process.env };
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
  removeFiles();
});

const STACK = `encryptionsalt: ${encryptionSalt}
config:
  sample:key:
    secure: ${encrypt("correct-horse")}
`;

describe("the lookup recorder in the program's process", () => {
  it("records lookups and results without secrets", async () => {
    const recorder = join(__dirname, "../../preload/record-lookups.js");
    Object.assign(process.env, {
      NODE_OPTIONS: `--require ${JSON.stringify(recorder)}`,
      ROADBED_RECORD_LOOKUPS: file,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    });
    const asks = `
      const ask = (name, args, options) => pulumi.runtime.invokeOutput("test:index:" + name, args, options);
      ask("plain", { filters: [{ name: "a", values: ["b"] }], most: true });
      ask("marked", { id: pulumi.secret("hunter22") });
      ask("configured", { id: "x-" + new pulumi.Config().require("key") });
      ask("echoed", {});
      const provider = new (class extends pulumi.ProviderResource {})("test", "other", {});
      ask("elsewhere", {}, { provider });
      new pulumi.StackReference("acme/network/prod");
      new (class extends pulumi.CustomResource {
        constructor() { super("test:index:Thing", "existing", {}, { id: "t-1", additionalSecretOutputs: ["pin"] }); }
      })();
      exports.leaked = process.env.ROADBED_RECORD_LOOKUPS ?? "none";`;
    const answered = {
      invoke: ({ token }: { token: string }) =>
        propertyMap([["of", token === "test:index:echoed" ? "correct-horse" : token]]),
      read: () =>
        propertyMap([
          ["size", 1],
          ["pin", "4711"],
        ]),
      stackOutputs: () =>
        propertyMap([
          ["vpcId", "vpc-1"],
          ["password", makeSecret("hunter23")],
        ]),
    };
    const plan = await previewFiles(javaScript(asks, { "Pulumi.dev.yaml": STACK }), { lookups: answered });
    expect([plan.result, plan.outputs.leaked]).toEqual(["succeeded", "none"]);
    expect(existsSync(file)).toBe(true);
    const content = readFileSync(file, "utf8");
    const lookups = readRecording(content).map(
      ({ token, ...more }) => [token.replace("test:index:", ""), more] as const,
    );
    expect(Object.fromEntries(lookups)).toMatchObject({
      plain: {
        provider: "",
        arguments: { filters: [{ name: "a", values: ["b"] }], most: true },
        result: { of: "test:index:plain" },
      },
      marked: { secretArguments: true },
      configured: { secretArguments: true },
      echoed: { secretArguments: true },
      elsewhere: {
        provider: expect.stringMatching(/^urn:pulumi:dev::sample::pulumi:providers:test::other::/) as string,
      },
    });
    expect(Object.fromEntries(lookups)["pulumi:pulumi:StackReference"]).toMatchObject({
      arguments: { id: "acme/network/prod" },
      result: { vpcId: "vpc-1", password: makeSecret(expect.anything() as string) },
    });
    expect(Object.fromEntries(lookups).Thing).toMatchObject({
      arguments: { id: "t-1" },
      result: { size: 1, pin: makeSecret(expect.anything() as string) },
    });
    expect(content).not.toMatch(/hunter2[23]|correct-horse|4711/);
  });
});
