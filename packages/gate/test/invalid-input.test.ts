import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BIN, fixture, roadbed, type ProcessResult } from "./roadbed";

// The programs run concurrently.
jest.setTimeout(60_000);

const scratch = mkdtempSync(join(tmpdir(), "roadbed-invalid-input-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Creates a project outside every node_modules directory. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  const directory = join(scratch, name);
  mkdirSync(directory);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return directory;
}

const check = (...parameters: string[]): Promise<ProcessResult> => roadbed(["check", ...parameters]);

/** Returns a string with placeholders for directories. */
const readable = (text: string): string => text.replaceAll(fixture("."), "TESTDATA").replaceAll(scratch, "SCRATCH");

describe("roadbed check", () => {
  it.concurrent.each<[string, string[], number, string]>([
    [
      "a directory without Pulumi.yaml",
      [scratch],
      2,
      "There is no Pulumi.yaml file in SCRATCH. Pass the directory of a Pulumi project.",
    ],
    [
      "a missing directory",
      [fixture("pases")],
      2,
      'There is no directory TESTDATA/pases. Did you mean "TESTDATA/passes"?',
    ],
    [
      "a file instead of a directory",
      [fixture("resources.js")],
      2,
      "TESTDATA/resources.js is a file. Pass the directory of a Pulumi project.",
    ],
    [
      "an invalid Pulumi.yaml",
      [fixture("broken")],
      2,
      "TESTDATA/broken/Pulumi.yaml:3:1: Flow sequence in block collection must be sufficiently indented and end with a ].",
    ],
    [
      "another runtime",
      [fixture("python")],
      2,
      'testdata/python/Pulumi.yaml has an unsupported runtime: expected "nodejs", got "python". To check a program in another language, use the Pulumi CLI with --engine pulumi, or run `pulumi preview --json > plan.json` and pass the file with --from.',
    ],
    [
      "a program with several stacks",
      [fixture("two-stacks")],
      2,
      "There are several stacks in TESTDATA/two-stacks: dev, production. Select one with --stack.",
    ],
    [
      "a program without stacks",
      [fixture("no-stacks")],
      2,
      "There is no Pulumi.<stack>.yaml file in TESTDATA/no-stacks. Select the stack with --stack.",
    ],
    [
      "an unknown stack",
      [fixture("two-stacks"), "-s", "prodction"],
      6,
      'There is no stack "prodction" in TESTDATA/two-stacks. Did you mean "production"? To add a stack, create the file Pulumi.prodction.yaml, which may be empty.',
    ],
    [
      "an unknown preset",
      [fixture("passes"), "--preset", "stict"],
      2,
      'Unknown preset "stict". Did you mean "strict"?',
    ],
    [
      "a report in a missing directory",
      [fixture("passes"), "-o", "json=nowhere/v.json"],
      2,
      "Cannot write the report nowhere/v.json: the directory nowhere does not exist.",
    ],
  ])("rejects %s with one line on standard error", async (_, parameters, code, sentence) => {
    const ended = await check(...parameters);
    expect({ ...ended, stderr: readable(ended.stderr) }).toEqual({ code, stdout: "", stderr: `error: ${sentence}\n` });
  });

  it("reports every mistake in roadbed.yaml on its own line", async () => {
    const directory = project("mistakes", {
      "Pulumi.yaml": "name: x\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "{}\n",
      "index.js": "",
      "roadbed.yaml": "presets: strict\npreset: stric\nlocked: [nothing-like-it]\n",
    });
    symlinkSync(join(__dirname, "..", "..", "..", "node_modules"), join(directory, "node_modules"));
    const { code, stdout, stderr } = await check(directory);
    expect([code, stdout, readable(stderr).match(/^error: SCRATCH\/mistakes\/roadbed\.yaml:\d/gm)]).toEqual([
      2,
      "",
      [1, 2, 3].map((line) => `error: SCRATCH/mistakes/roadbed.yaml:${line}`),
    ]);
  });

  it("rejects an unreadable baseline file before the program runs", async () => {
    const ended = await check(fixture("hangs"), "--baseline", scratch, "--timeout", "20");
    expect({ ...ended, stderr: readable(ended.stderr) }).toEqual({
      ...{ code: 2, stdout: "", stderr: "error: SCRATCH is not a file.\n" },
    });
  });

  (process.platform === "win32" ? it.skip : it)("reads a state, but no other file, from a pipe", async () => {
    const pipe = join(scratch, "pipe");
    execFileSync("mkfifo", [pipe]);
    const context = await check(fixture("passes"), "--context", pipe);
    expect([context.code, readable(context.stderr)]).toEqual([
      2,
      "error: --context: expected a file, got a pipe or device: SCRATCH/pipe. Save the content to a file first.\n",
    ]);
    const state = join(scratch, "piped-state.json");
    writeFileSync(state, JSON.stringify({ version: 3, deployment: {} }));
    const command = `cat "${state}" | "${process.execPath}" "${BIN}" check "${fixture("passes")}" --state /dev/stdin`;
    expect(execFileSync("sh", ["-c", command], { encoding: "utf8" })).toContain("the state in /dev/stdin");
  });

  (process.platform === "linux" ? it : it.skip)("reports a full disk on standard output", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [BIN, "rules"], { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    expect([status, String(stderr)]).toEqual([1, "error: Cannot write to standard output (ENOSPC).\n"]);
  });

  it("rejects a missing temporary directory", async () => {
    const { code, stdout, stderr } = await roadbed(["check", fixture("passes")], {
      environment: { TMPDIR: join(scratch, "nowhere") },
    });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^error: Cannot create a directory in \S+\/nowhere: ENOENT.*\. Set TMPDIR to a directory .*\n$/,
    );
  });

  it("rejects a program without the SDK", async () => {
    const directory = project("no-sdk", { "Pulumi.yaml": "name: x\nruntime: nodejs\n", "Pulumi.dev.yaml": "{}\n" });
    const ended = await check(directory);
    expect({ ...ended, stderr: readable(ended.stderr) }).toEqual({
      code: 1,
      stdout: "",
      stderr: 'error: The program in SCRATCH/no-sdk cannot resolve @pulumi/pulumi. Run "npm install" there first.\n',
    });
  });
});

describe("roadbed check of a failing program", () => {
  it.concurrent("reports a program that does not end", async () => {
    const { code, stdout, stderr } = await check(fixture("hangs"), "--timeout", "3");
    expect([code, stderr]).toEqual([9, ""]);
    expect(stdout).toMatch(
      /^FAILED hangs\/dev \(exit code 9\): The program did not finish within 3 s\. An open server/m,
    );
  });

  it.concurrent.each<[string, number, RegExp]>([
    ["throws", 1, /^FAILED throws\/dev \(exit code 1\): Error: the moon is full \(index\.js:4:7\)$/m],
    ["exits", 1, /^FAILED exits\/dev \(exit code 1\): Program exited with non-zero exit code: 3/m],
    ["does-not-compile", 1, /^FAILED does-not-compile\/dev \(exit code 1\): .*index\.ts\(3,39\).*'\)' expected/m],
    [
      "missing-config",
      2,
      /^FAILED missing-config\/dev \(exit code 2\): Missing required configuration variable 'missing-config:name' /m,
    ],
    ["encrypted", 0, /^INCOMPLETE encrypted\/dev \(exit code 0\)$/m],
    ["exits-early", 0, /^INCOMPLETE exits-early\/dev \(exit code 0\)$/m],
  ])("reports the reason and the registered resources: %s", async (name, code, verdict) => {
    const { stdout, stderr, ...ended } = await check(fixture(name));
    expect([ended.code, stderr]).toEqual([code, ""]);
    expect(stdout).toMatch(verdict);
    expect(stdout).not.toMatch(/^\W*at /m);
  });
});
