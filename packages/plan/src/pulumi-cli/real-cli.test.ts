import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSecret } from "../model/value";
import { findProgram, PreviewError, type Program } from "../preview";
import { runPulumiCli } from ".";

const version = spawnSync("pulumi", ["version"], { encoding: "utf8" }).stdout as string | null;
const describeWithCli = version === null ? describe.skip : describe;
const title = version === null ? "the CLI (skipped: pulumi is not on PATH)" : `the CLI ${version.trim()}`;

const PROGRAM = join(__dirname, "../../testdata/cli-program");
const MODULES = join(__dirname, "../../../../node_modules");
const MINUTE_MILLISECONDS = 60_000;

describeWithCli(title, () => {
  const before = { ...process.env };
  let settings: Record<string, string> = {};
  let folder = "";
  let program: Program;

  const cli = (...list: string[]) =>
    execFileSync("pulumi", [...list, "--non-interactive"], { cwd: program.root, env: process.env, stdio: "pipe" });
  const problemOf = async (stack: string) =>
    runPulumiCli(program, { stack }).then(
      () => "none",
      (error: unknown) => (error instanceof PreviewError ? error.code : String(error)),
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "roadbed-real-cli-"));
    for (const name of ["state", "home"]) mkdirSync(join(folder, name));
    cpSync(PROGRAM, join(folder, "program"), { recursive: true });
    symlinkSync(MODULES, join(folder, "node_modules"));
    settings = {
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "correct horse",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    Object.assign(process.env, settings);
    program = await findProgram(join(folder, "program"));
    cli("stack", "init", "dev");
    cli("config", "set", "--secret", "key", "hunter22", "--stack=dev");
  }, MINUTE_MILLISECONDS);

  afterEach(() => Object.assign(process.env, settings));

  afterAll(() => {
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    "creates a complete plan",
    async () => {
      const { plan, failure } = await runPulumiCli(program, { stack: "dev" });
      expect(failure).toBeUndefined();
      expect(plan.gaps.notes).toEqual([]);
      expect(plan.steps.map(({ operation, type }) => `${operation} ${type}`)).toEqual([
        "create pulumi:pulumi:Stack",
        "create shop:index:Network",
      ]);
      expect(plan.resources[1]).toMatchObject({
        name: "main",
        outputs: { range: "10.0.0.0/16" },
        source: { file: "index.js" },
      });
      expect(isSecret(plan.resources[1]?.inputs.key) && isSecret(plan.outputs.key)).toBe(true);
      expect(JSON.stringify(plan)).not.toContain("hunter22");
    },
    MINUTE_MILLISECONDS,
  );

  it(
    "overrides configuration without saving it",
    async () => {
      const path = join(program.root, "Pulumi.dev.yaml");
      const saved = readFileSync(path, "utf8");
      const { plan } = await runPulumiCli(program, { stack: "dev", config: { extra: "yes" } });
      expect(plan.resources.map(({ name }) => name)).toEqual(["shop-dev", "main", "extra"]);
      expect(readFileSync(path, "utf8")).toBe(saved);
    },
    MINUTE_MILLISECONDS,
  );

  it(
    "creates a failed plan for a program that fails",
    async () => {
      const { plan, failure } = await runPulumiCli(program, { stack: "dev", config: { fail: "yes" } });
      expect([plan.result, failure]).toEqual(["failed", "engine"]);
      expect(plan.resources.map(({ name }) => name)).toContain("main");
      const [error] = plan.diagnostics.filter(({ severity }) => severity === "error");
      expect(error?.message).toMatch(/Error: cannot find the image to deploy$/);
    },
    MINUTE_MILLISECONDS,
  );

  it(
    "explains why it cannot create a plan",
    async () => {
      expect(await problemOf("nowhere")).toBe("no-stack");
      process.env.PULUMI_CONFIG_PASSPHRASE = "wrong";
      expect(await problemOf("dev")).toBe("authentication");
      delete process.env.PULUMI_CONFIG_PASSPHRASE;
      expect(await problemOf("dev")).toBe("authentication");
      delete process.env.PULUMI_BACKEND_URL;
      expect(await problemOf("dev")).toBe("authentication");
    },
    MINUTE_MILLISECONDS,
  );
});
