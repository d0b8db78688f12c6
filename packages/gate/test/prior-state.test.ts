import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "../src/cli/cli";
import type { StackVerdict, Verdict } from "../src/model/verdict";
import { fixture } from "./roadbed";
import { commandIO } from "./command-io";

jest.setTimeout(60_000);

const RECORDINGS = join(__dirname, "../../plan/testdata/cli-recordings");
const scratch = mkdtempSync(join(tmpdir(), "roadbed-prior-state-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function writeFile(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

interface Checked {
  readonly code: number;
  readonly text: string;
  readonly stack: StackVerdict | undefined;
}

const readable = (text: string): string => text.replaceAll(scratch, "SCRATCH").replaceAll(RECORDINGS, "RECORDINGS");

async function check(...parameters: readonly string[]): Promise<Checked> {
  const io = commandIO();
  const json = join(scratch, "verdict.json");
  const code = await run(["check", ...parameters, "-o", `json=${json}`], io);
  const { stacks } = JSON.parse(readFileSync(json, "utf8")) as Verdict;
  return { code, text: readable(io.out() + io.err()), stack: stacks[0] };
}

const operations = ({ stack }: Checked) =>
  stack?.resources.map(({ name, operation = "none", predicted }) =>
    [operation, name, ...(predicted === true ? ["predicted"] : [])].join(" "),
  );
const sentences = ({ stack }: Checked) => stack?.failures.map(({ code, message }) => `${code} ${readable(message)}`);

/** Returns a state of testdata/passes with one additional resource from an earlier deployment. */
function stateWith(extra: object, passwords: object = {}): string {
  const urn = (type: string, name: string) => `urn:pulumi:dev::passes::${type}::${name}`;
  const stack = { urn: urn("pulumi:pulumi:Stack", "passes-dev"), type: "pulumi:pulumi:Stack" };
  const things = { urn: urn("example:index:Things", "things"), type: "example:index:Things", parent: stack.urn };
  const gone = { urn: urn("example:index:Thing", "old"), type: "example:index:Thing", custom: true, id: "1" };
  const resources = [stack, things, { ...gone, parent: stack.urn, inputs: passwords, ...extra }];
  return JSON.stringify({ version: 3, deployment: { resources } });
}

describe("roadbed check --state", () => {
  it("lists deleted resources and names the state", async () => {
    const checked = await check(fixture("passes"), "--state", writeFile("state.json", stateWith({})));
    expect([checked.code, checked.stack?.outcome]).toEqual([0, "passed"]);
    expect(operations(checked)).toEqual([
      "same passes-dev",
      "same things",
      "create checked",
      "create thing",
      "delete old",
    ]);
    expect(checked.stack?.coverage).toMatchObject({
      priorState: "state",
      state: { file: join(scratch, "state.json") },
    });
    expect(checked.text).toMatch(/^engine {6}embedded, with @pulumi\/pulumi \d/m);
    expect(checked.text).toContain(
      "changes     compared with the state in SCRATCH/state.json: 2 same, 2 create, 1 delete\n",
    );
  });

  it("rejects the deletion of a protected resource with the engine's message, and lists undecryptable secrets", async () => {
    const ciphertext = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:a:b" };
    const state = writeFile("protected.json", stateWith({ protect: true }, { password: ciphertext }));
    const checked = await check(fixture("passes"), "--state", state);
    expect(sentences(checked)).toEqual([
      "program-failed resource urn:pulumi:dev::passes::example:index:Thing::old cannot be deleted because it is protected. To allow this change, remove the `protect` option and deploy the removal first.",
    ]);
    expect(checked.text).not.toContain("ended early");
    expect(checked.text).toContain(
      "incomplete  The secrets in SCRATCH/protected.json cannot be decrypted: they are not encrypted with a passphrase\n",
    );
  });

  it.each<[string, string, string]>([
    ["an empty file", "", "SCRATCH/x.json:1:1: invalid JSON: the file is empty."],
    ["invalid JSON", '{\n  "version": 3,,\n}', "SCRATCH/x.json:2:16: invalid JSON: property name expected."],
    [
      "another JSON document",
      "{}",
      'SCRATCH/x.json is not a state, because it has no "deployment". Create the file with `pulumi stack export`.',
    ],
    [
      "the state of another stack",
      stateWith({}).replaceAll("passes::", "till::"),
      "SCRATCH/x.json belongs to the wrong stack: expected passes/dev, got till/dev.",
    ],
    [
      "a newer state version",
      '{ "version": 9, "deployment": {} }',
      "SCRATCH/x.json has an unsupported state version: expected 3 or 4, got 9.",
    ],
    [
      "an invalid resource",
      '{ "deployment": { "resources": [7] } }',
      "SCRATCH/x.json: deployment.resources[0]: expected an object, got a number.",
    ],
  ])("rejects %s", async (_, content, sentence) => {
    const { code, text } = await check(fixture("passes"), "--state", writeFile("x.json", content));
    expect([code, text]).toEqual([2, `error: ${sentence}\n`]);
  });

  it("rejects a missing state file", async () => {
    const { code, text } = await check(fixture("passes"), "--state", join(scratch, "none.json"));
    expect([code, text]).toEqual([2, "error: SCRATCH/none.json does not exist.\n"]);
  });
});

describe("roadbed check --from", () => {
  it("evaluates a digest of the Pulumi CLI without running a program", async () => {
    const checked = await check("--from", join(RECORDINGS, "replace/stdout.json"));
    expect(checked.stack?.coverage).toMatchObject({ priorState: "engine", planFile: { kind: "digest" } });
    expect(checked.text).toContain(
      "engine      Pulumi CLI, from the preview digest RECORDINGS/replace/stdout.json; no program ran",
    );
    expect(checked.text).toMatch(/^changes {5}compared with the state that the Pulumi CLI keeps: .*4 replace/m);
  });

  it("exits with 5 for a violation of a policy pack of the CLI, with complete coverage", async () => {
    const checked = await check("--from", join(RECORDINGS, "create-policy-violation/events.jsonl"));
    expect([checked.code, checked.stack?.outcome]).toEqual([5, "blocked"]);
    expect(checked.text).toContain("  ✗ shop-policies/ecr-tags-immutable (medium): ");
    expect(checked.stack?.counts.undecided.mandatory).toBe(2);
    expect(checked.text).not.toContain("ended early");
  });

  it("exits with 1 and the message of the CLI if a protected resource would be deleted", async () => {
    const checked = await check("--from", join(RECORDINGS, "replace-protected/events.jsonl"));
    expect(sentences(checked)?.[0]).toMatch(
      /^program-failed unable to replace resource .* as it is currently marked for protection/,
    );
    expect(checked.text).not.toContain("ended early");
  });

  it("evaluates a plan of --save-plan for the requested stack only", async () => {
    const saved = join(scratch, "saved.json");
    await check("--from", join(RECORDINGS, "update/stdout.json"), "--save-plan", saved);
    const checked = await check("--from", saved, "-s", "acme/dev");
    expect(checked.stack).toMatchObject({ project: "shop", stack: "dev", coverage: { planFile: { kind: "saved" } } });
    const other = await check("--from", saved, "-s", "prod");
    expect([other.code, other.text]).toEqual([
      6,
      'error: SCRATCH/saved.json: expected a plan for the stack "prod", got a plan for shop/dev.\n',
    ]);
  });

  it.each<[string, string, string]>([
    [
      "a state",
      '{ "version": 3, "deployment": {} }',
      'is a stack state, not a plan. To compare a preview with the state, pass the file with "--state".',
    ],
    [
      "another JSON document",
      "[]",
      'does not contain a plan. Pass a file from "roadbed check --save-plan", the output of "pulumi preview --json", or an event log.',
    ],
  ])("rejects %s", async (_, content, detail) => {
    const { code, text } = await check("--from", writeFile("x.json", content));
    expect([code, text]).toEqual([2, `error: SCRATCH/x.json ${detail}\n`]);
  });
});

/** Installs a replacement for the Pulumi CLI that prints a recording, and returns its directory. */
function installCli(recording: string): string {
  const bin = join(scratch, "bin");
  mkdirSync(bin, { recursive: true });
  const file = (name: string): string => JSON.stringify(join(RECORDINGS, recording, name));
  const script = `#!${process.execPath}
const fs = require("node:fs");
if (process.argv[2] === "version") { console.log("v3.260.0"); process.exit(0); }
const log = process.argv.find((item) => item.startsWith("--event-log=")).slice("--event-log=".length);
fs.copyFileSync(${file("events.jsonl")}, log);
process.stdout.write(fs.readFileSync(${file("stdout.json")}), () => process.exit(255));
`;
  writeFileSync(join(bin, "pulumi"), script);
  chmodSync(join(bin, "pulumi"), 0o755);
  return bin;
}

const onUnix = process.platform === "win32" ? describe.skip : describe;

onUnix("roadbed check --engine pulumi", () => {
  const before = process.env.PATH ?? "";
  afterEach(() => (process.env.PATH = before));

  it("reports the findings of a CLI preview", async () => {
    process.env.PATH = [installCli("create-policy-violation"), before].join(delimiter);
    const checked = await check(fixture("two-stacks"), "--engine", "pulumi", "-s", "prod");
    expect([checked.code, checked.stack?.outcome]).toEqual([5, "blocked"]);
    expect(checked.stack).toMatchObject({ engine: { name: "pulumi", version: "3.260.0" }, stack: "prod" });
    expect(checked.text).toMatch(/^engine {6}Pulumi CLI/m);
  });

  it("reports a missing CLI, and uses the embedded engine with auto", async () => {
    const empty = join(scratch, "empty");
    mkdirSync(empty);
    symlinkSync(process.execPath, join(empty, "node"));
    process.env.PATH = empty;
    const missing = await check(fixture("passes"), "--engine", "pulumi");
    expect([missing.code, missing.text]).toEqual([
      2,
      "error: The Pulumi CLI (pulumi) is not installed or not on PATH. Install it, or use the embedded engine.\n",
    ]);
    const automatic = await check(fixture("passes"), "--engine", "auto");
    expect(automatic.stack?.engine?.name).toBe("embedded");
  });
});
