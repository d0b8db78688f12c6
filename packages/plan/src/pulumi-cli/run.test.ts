import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PreviewError } from "../errors/preview-error";
import type { Program } from "../program/program";
import { runPulumiCli, type PulumiCliOptions } from ".";

const RECORDINGS = join(__dirname, "../../testdata/cli-recordings");

let folder = "";
let program: Program;
const argumentsFile = () => join(folder, "arguments.json");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roadbed-run-test-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  program = { root: folder, directory: folder, entry: ".", project: "shop" };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Creates a fake CLI that records its arguments and then runs `body`. `log` is the path of the event log. */
function cli(body: string, version = 'console.log("v3.260.0"); process.exit(0);'): string {
  const path = join(folder, "pulumi");
  const script = `#!${process.execPath}
const fs = require("node:fs");
const list = process.argv.slice(2);
if (list[0] === "version") { ${version} }
const value = (flag) => list.find((item) => item.startsWith(flag + "="))?.slice(flag.length + 1);
const log = value("--event-log");
const configuration = value("--config-file");
fs.writeFileSync(${JSON.stringify(argumentsFile())}, JSON.stringify({
  list, pid: process.pid, environment: process.env, log,
  configuration: configuration && fs.readFileSync(configuration, "utf8"),
}));
${body}
`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}

/** Creates a fake CLI that replays a recording. */
const replay = (name: string, code = 0): string => `
fs.copyFileSync(${JSON.stringify(join(RECORDINGS, name, "events.jsonl"))}, log);
process.stdout.write(fs.readFileSync(${JSON.stringify(join(RECORDINGS, name, "stdout.json"))}), () => process.exit(${code}));
`;
const fails = (code: number, stderr: string): string =>
  `console.error(${JSON.stringify(stderr)}); process.exit(${code});`;

const run = (body: string, options: Partial<PulumiCliOptions> = {}) =>
  runPulumiCli(program, { stack: "dev", command: cli(body), ...options });

interface Called {
  readonly list: readonly string[];
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
  readonly configuration?: string;
}
const called = () => JSON.parse(readFileSync(argumentsFile(), "utf8")) as Called;

async function failure(promise: Promise<unknown>): Promise<Pick<PreviewError, "code" | "message">> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PreviewError)) throw new Error("The run did not fail as documented.", { cause: error });
  return { code: error.code, message: error.message };
}

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !condition(); round += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(condition()).toBe(true);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    // The process does not exist.
    return false;
  }
}

describe("runPulumiCli", () => {
  it("creates the plan from the digest and the event log", async () => {
    const { plan } = await run(replay("replace"));
    expect(plan.engine).toEqual({ name: "pulumi", version: "3.260.0" });
    expect(plan.steps.filter(({ operation }) => operation === "delete-replaced")).toHaveLength(4);
    expect(plan.resources.some(({ source }) => source !== undefined)).toBe(true);
  });

  it("requests all details, without a shell", async () => {
    await run(replay("create"), { policyPacks: ["/packs/a, b"], refresh: true, ignoreProtect: true });
    const { list, environment } = called();
    expect(list.filter((item) => !item.startsWith("--event-log="))).toEqual([
      "preview",
      "--json",
      "--non-interactive",
      "--stack=dev",
      "--color=never",
      "--show-sames",
      "--show-replacement-steps",
      "--refresh",
      "--ignore-protect",
      '--policy-pack="/packs/a, b"',
    ]);
    expect(environment).toMatchObject({ PULUMI_DEBUG_COMMANDS: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  });

  it("only previews a refresh", async () => {
    const { drift } = await run(replay("refresh-drift"), {
      operation: "refresh",
      policyPacks: ["pack"],
      refresh: true,
    });
    expect(called().list.slice(0, 2)).toEqual(["refresh", "--preview-only"]);
    expect(called().list.join(" ")).not.toMatch(/policy-pack|--refresh/);
    expect(drift).toHaveLength(3);
  });

  it("passes the organization", async () => {
    const { plan } = await run(replay("create"), { organization: "acme" });
    expect(called().list).toContain("--stack=acme/shop/dev");
    expect(plan.organization).toBe("acme");
  });

  it("overrides configuration in a copy of the stack file", async () => {
    const path = join(folder, "Pulumi.dev.yaml");
    writeFileSync(path, "config:\n  shop:size: 3\n");
    await run(replay("create"), { config: { "shop:size": "4" } });
    expect(called().list).toContain("--config=shop:size=4");
    expect(called().configuration).toBe(readFileSync(path, "utf8"));
    expect(called().list.find((item) => item.startsWith("--config-file="))).not.toContain(folder);
  });

  // Only on Linux can a process without a parent be found by its session.
  const itOnLinux = existsSync("/proc/self/stat") ? it : it.skip;
  itOnLinux("kills processes that the CLI leaves behind, such as its language host", async () => {
    const path = join(folder, "pid");
    // With job control, a background process has its own process group.
    const leavesProcess = `require("node:child_process").execFileSync("bash", ["-c", "set -m; sleep 600 > /dev/null 2>&1 & echo $! > ${path}"]);`;
    await run(leavesProcess + replay("create"));
    await until(() => !isAlive(Number(readFileSync(path, "utf8"))));
  });

  it("deletes all temporary files", async () => {
    await run(replay("create"), { config: { a: "b" } });
    expect(existsSync(join(called().log, ".."))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(["Pulumi.yaml", "arguments.json", "pulumi"]);
  });

  it("does not wait for the version", async () => {
    const path = JSON.stringify(join(folder, "pid"));
    const hangs = `fs.writeFileSync(${path}, String(process.pid)); setInterval(() => {}, 1000); return;`;
    const command = cli(`while (!fs.existsSync(${path}));${replay("create")}`, hangs);
    const { plan } = await runPulumiCli(program, { stack: "dev", command });
    expect(plan.engine).toEqual({ name: "pulumi" });
    expect(isAlive(Number(readFileSync(join(folder, "pid"), "utf8")))).toBe(false);
  });

  it("emits resource events during the run", async () => {
    const seen: string[] = [];
    await run(replay("create"), { onEvent: (event) => seen.push(event.type) });
    expect(seen.filter((type) => type === "registered")).toHaveLength(9);
    expect(seen[0]).toBe("started");
  });
});

describe("runPulumiCli, if the CLI fails", () => {
  it("returns a plan with the steps that were reported before the failure", async () => {
    const preview = await run(replay("throws", 1));
    expect(preview.plan).toMatchObject({ result: "failed" });
    expect(preview.plan.steps).toHaveLength(8);
    expect(preview.plan.diagnostics[0]?.message).toBe(
      "Running program '/src/shop/index.ts' failed with an unhandled exception:\nError: cannot find the image to deploy",
    );
  });

  it("uses the events if the CLI crashes before the digest", async () => {
    const lines = `fs.readFileSync(${JSON.stringify(join(RECORDINGS, "create", "events.jsonl"))}, "utf8").split("\\n").slice(0, 30)`;
    const { plan } = await run(
      `fs.writeFileSync(log, ${lines}.join("\\n")); process.stdout.write("{"); ${fails(2, "panic: fatal")}`,
    );
    expect(plan.result).toBe("failed");
    expect(plan.steps.length).toBeGreaterThan(3);
    expect(plan.diagnostics).toEqual([{ severity: "error", message: "The Pulumi CLI reported: panic: fatal." }]);
    expect(plan.gaps.notes).toHaveLength(2);
  });

  it.each([
    [
      1,
      "error: getting stack configuration: get stack secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or …",
      "authentication",
      /^The stack's secrets are encrypted with a passphrase/,
    ],
    [
      1,
      "error: getting stack configuration: get stack secrets manager: incorrect passphrase",
      "authentication",
      /does not belong to this stack/,
    ],
    [
      3,
      "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      "authentication",
      /is not logged in\. Run "pulumi login"/,
    ],
    [
      3,
      "error: something about credentials",
      "authentication",
      /^The Pulumi CLI reported: something about credentials\.$/,
    ],
    [6, "error: no stack named 'dev' found", "no-stack", /^The Pulumi CLI reported: no stack named 'dev' found\.$/],
    [1, "error: no Pulumi.yaml project file found (searching upwards from )", "usage", /no Pulumi\.yaml/],
    [1, "error: unknown flag: --show-sames", "usage", /is not supported/],
    [2, "error: bad value.", "configuration", /^The Pulumi CLI reported: bad value\.$/],
    [
      1,
      "Logging in\n\u001b[31merror: performing HTTP request: no such host\u001b[0m\nmore",
      "program",
      /^The Pulumi CLI reported: performing HTTP request: no such host\.$/,
    ],
    [255, "", "program", /^The Pulumi CLI exited with code 255\.$/],
  ])("explains a failure before the preview: %d %s", async (code, stderr, problem, message) => {
    const error = await failure(run(fails(code, stderr)));
    expect(error.code).toBe(problem);
    expect(error.message).toMatch(message);
  });

  it("reports that the CLI is missing or cannot be executed", async () => {
    const options = { stack: "dev", command: join(folder, "nothing") };
    expect(await failure(runPulumiCli(program, options))).toEqual({
      code: "usage",
      message: `The Pulumi CLI (${options.command}) is not installed or not on PATH. Install it, or use the embedded engine.`,
    });
    mkdirSync(options.command);
    expect((await failure(runPulumiCli(program, options))).message).toContain("cannot be started (EACCES)");
  });
});

describe("runPulumiCli, if the CLI takes too long", () => {
  const grandchild = `
    const { spawn } = require("node:child_process");
    const child = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
    fs.writeFileSync(${JSON.stringify("PID")}, String(child.pid));
  `;
  const stubborn = () =>
    `${grandchild.replace('"PID"', JSON.stringify(join(folder, "pid")))} process.on("SIGINT", () => {}); setInterval(() => {}, 1000);`;
  const grandchildPid = () => Number(readFileSync(join(folder, "pid"), "utf8"));

  it("kills the CLI with all its descendants", async () => {
    const error = await failure(run(stubborn(), { timeoutSeconds: 1 }));
    expect(error).toEqual({ code: "timeout", message: "The preview did not finish within 1 s." });
    await until(() => !isAlive(called().pid) && !isAlive(grandchildPid()));
  }, 20_000);

  it("interrupts the CLI first", async () => {
    const body = `process.on("SIGINT", () => { fs.writeFileSync(${JSON.stringify(join(folder, "asked"))}, ""); process.exit(1); }); setInterval(() => {}, 1000);`;
    const controller = new AbortController();
    const running = failure(run(body, { signal: controller.signal }));
    await until(() => existsSync(argumentsFile()));
    // The handler is installed after the arguments are written.
    await new Promise((resolve) => setTimeout(resolve, 200));
    controller.abort();
    expect(await running).toEqual({ code: "canceled", message: "The preview was canceled." });
    expect(existsSync(join(folder, "asked"))).toBe(true);
  });

  it("does not start the CLI if the signal was already aborted", async () => {
    expect((await failure(run(replay("create"), { signal: AbortSignal.abort() }))).code).toBe("canceled");
    expect(existsSync(argumentsFile())).toBe(false);
  });
});
