import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProgram } from "./programs";
import { withoutProtection } from "./without-protection";

/** The packages whose resources the stub provider creates. */
const PACKAGES = ["aws", "awsx", "kubernetes"];

/** The state of a resource in `pulumi stack export`. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

interface ExportedStack {
  readonly deployment: { readonly resources?: readonly ExportedResource[] };
}

/** A stack in a local backend, in a folder of its own. */
export interface CliStack {
  /** The folder of the Pulumi project. */
  readonly folder: string;
  /** The environment variables of the CLI. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a command of the CLI and returns its output. */
  readonly pulumi: (...parameters: readonly string[]) => Promise<string>;
  readonly exportedResources: () => Promise<readonly ExportedResource[]>;
  /** Lets AWS change resources: edits a copy of each resource in the state. Returns the file of the new state. */
  readonly editState: (edit: (resource: ExportedResource) => void) => Promise<string>;
  /** Sets `protection: false` for each component that has this argument. */
  readonly removeProtection: () => void;
  readonly close: () => void;
}

/** Whether the Pulumi CLI is on the PATH. Tests that need the CLI are skipped otherwise. */
export const hasPulumiCli = spawnSync("pulumi", ["version"]).status === 0;

/** Writes a program to a temporary folder and creates a stack for it. */
export async function createCliStack(program: TestProgram, providerPort: number): Promise<CliStack> {
  const root = mkdtempSync(join(tmpdir(), "roadbed-stack-"));
  for (const name of ["state", "home"]) mkdirSync(join(root, name));
  const { folder, files } = program.write(root);
  const environment = {
    PULUMI_BACKEND_URL: `file://${join(root, "state")}`,
    PULUMI_HOME: join(root, "home"),
    PULUMI_CONFIG_PASSPHRASE: "correct horse",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_DEBUG_PROVIDERS: PACKAGES.map((name) => `${name}:${providerPort}`).join(","),
  };
  const pulumi = async (...parameters: readonly string[]) => {
    const options = { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 1e9 };
    try {
      return (await promisify(execFile)("pulumi", [...parameters, "--non-interactive"], options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`pulumi ${parameters.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
    }
  };
  await pulumi("stack", "init", "dev");
  const exportStack = async () => JSON.parse(await pulumi("stack", "export", "--stack=dev")) as ExportedStack;
  return {
    folder,
    environment,
    pulumi,
    exportedResources: async () => (await exportStack()).deployment.resources ?? [],
    editState: async (edit) => {
      const exported = await exportStack();
      exported.deployment.resources?.forEach(edit);
      const state = join(root, "state.json");
      writeFileSync(state, JSON.stringify(exported));
      await pulumi("stack", "import", `--file=${state}`, "--stack=dev");
      return state;
    },
    removeProtection: () => {
      for (const file of files) writeFileSync(file, withoutProtection(readFileSync(file, "utf8")));
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
