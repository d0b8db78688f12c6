import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { encrypt, encryptionSalt, PASSPHRASE } from "../../plan/test/passphrase";
import type { Verdict } from "../src/model/verdict";
import { fixture, roadbed } from "./roadbed";

// The program registers hundreds of resources.
jest.setTimeout(120_000);

const require = createRequire(__filename);
const { configured, marked, recognized } = require(join(fixture("planted-secrets"), "secrets.js")) as Readonly<
  Record<"configured" | "marked" | "recognized", Readonly<Record<string, readonly string[]>>>
>;

const scratch = mkdtempSync(join(tmpdir(), "roadbed-planted-secrets-"));
const program = join(scratch, "program");
afterAll(() => rmSync(scratch, { recursive: true }));

const outputs = new Map<string, string>();
let exitCode: number | null = null;

beforeAll(async () => {
  cpSync(fixture("planted-secrets"), program, { recursive: true });
  const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
  symlinkSync(dirname(dirname(sdk)), join(program, "node_modules"));
  const secure = (secret: string) => ({ secure: encrypt(secret) });
  const shared = {
    serviceName: "api",
    list: configured.configuration?.map(secure),
    inner: configured.nested?.map((secret) => ({ user: "web", password: secure(secret) })),
  };
  const document = secure(JSON.stringify({ members: configured.jsonDocument }));
  const config = { "api:shared": shared, "api:document": document };
  writeFileSync(join(program, "Pulumi.dev.yaml"), JSON.stringify({ encryptionsalt: encryptionSalt, config }));
  const variables = Object.fromEntries(
    (configured.variable ?? []).map((secret, index) => [`PLANTED_TOKEN_${index}`, secret]),
  );
  const file = (name: string) => join(scratch, name);
  const { code, stdout, stderr } = await roadbed(
    [
      ...["check", program, "--debug", "--preset", "strict", "--write-baseline"],
      ...Object.keys(variables).flatMap((name) => ["--pass-env", name]),
      ...["--save-plan", file("plan.json"), "-o", "text", "-o", `json=${file("verdict.json")}`],
    ],
    {
      environment: { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE, ...variables },
    },
  );
  exitCode = code;
  outputs.set("the text report", stdout).set("standard error", stderr);
  for (const name of ["plan.json", "verdict.json"]) outputs.set(name, readFileSync(file(name), "utf8"));
  outputs.set("the baseline file", readFileSync(join(program, "roadbed.baseline.json"), "utf8"));
});

const encodings: Readonly<Record<string, (secret: string) => string>> = {
  "as they are": (secret) => secret,
  "in JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "in JSON in JSON": (secret) => JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  "in URLs": encodeURIComponent,
  "in hexadecimal": (secret) => Buffer.from(secret).toString("hex"),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
};

describe("1,008 secrets in a program", () => {
  const origins = Object.entries({ ...configured, ...marked, ...recognized });

  it("are previewed and evaluated", () => {
    expect(exitCode).toBe(0);
    expect(origins.flatMap(([, secrets]) => secrets)).toHaveLength(1008);
    const verdict = JSON.parse(outputs.get("verdict.json") ?? "") as Verdict;
    expect(verdict.stacks[0]?.resources.length).toBeGreaterThan(300);
    expect(verdict.stacks[0]?.diagnostics.length).toBeGreaterThan(1000);
  });

  it.each(origins)("are in no output: %s", (_, secrets) => {
    for (const [output, content] of outputs)
      for (const [encoding, encode] of Object.entries(encodings)) {
        const leaked = secrets.filter((secret) => content.includes(encode(secret)));
        expect({ output, encoding, leaked }).toEqual({ output, encoding, leaked: [] });
      }
  });

  it("do not hide public names", () => {
    const verdict = JSON.parse(outputs.get("verdict.json") ?? "") as Verdict;
    const [stack] = verdict.stacks;
    expect(stack).toMatchObject({ project: "api", stack: "dev", directory: program });
    for (const { urn, type, name, source } of stack?.resources ?? []) {
      expect([urn, type, name].join()).not.toContain("secret]");
      if (source !== undefined) expect(source).toMatchObject({ file: "index.js", line: expect.any(Number) as number });
    }
    expect(stack?.output.stdout).toContain("as it is [secret] in JSON");
  });
});
