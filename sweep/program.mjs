import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./cli-preview.mjs";

/** Provider settings that most programs expect from the user's environment. */
const CONFIGURATION = {
  "aws:region": "us-west-2",
  "azure:location": "westeurope",
  "azure-native:location": "westeurope",
  "gcp:project": "example",
  "gcp:region": "us-central1",
  "gcp:zone": "us-central1-a",
};

const MISSING_KEY = /Missing required configuration variable '([^']+)'/g;

/** Installs the packages that the programs import, unless the workspace already contains them. */
export async function installPackages(workspace, packages) {
  mkdirSync(workspace, { recursive: true });
  const manifest = join(workspace, "package.json");
  const content = `${JSON.stringify({ private: true, dependencies: packages }, undefined, 2)}\n`;
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === content) return;
  rmSync(manifest, { force: true });
  await must(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", ...specifiers(packages)],
    workspace,
  );
  writeFileSync(manifest, content);
}

const specifiers = (packages) => Object.entries(packages).map(([name, version]) => `${name}@${version}`);

/** Copies a program out of a checkout into the workspace and creates a stack for it. */
export async function prepareProgram({ checkout, commit, path, workspace, port }) {
  const folder = join(workspace, path);
  const home = join(workspace, ".pulumi");
  for (const stale of [folder, home]) rmSync(stale, { recursive: true, force: true });
  mkdirSync(join(home, "state"), { recursive: true });
  await must("bash", ["-c", 'git -C "$0" archive "$1" "$2" | tar -x -C "$3"', checkout, commit, path, workspace]);
  const environment = {
    ...process.env,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "x",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // In ES modules, ts-node does not receive the options of the SDK.
    TS_NODE_TRANSPILE_ONLY: "true",
    // Required for --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    PULUMI_DEBUG_PROVIDERS: providerNames(workspace)
      .map((name) => `${name}:${port}`)
      .join(","),
  };
  const configuration = { ...CONFIGURATION };
  const writeConfiguration = () =>
    writeFileSync(join(folder, "Pulumi.dev.yaml"), JSON.stringify({ config: configuration }));
  await must("pulumi", ["stack", "init", "dev", "--non-interactive"], folder, environment);
  writeConfiguration();

  /** Runs a preview, and repeats it with a placeholder for every configuration value that the program requires. */
  const withMissingConfiguration = async (preview) => {
    for (;;) {
      const result = await preview();
      const missing = [...(result.error ?? "").matchAll(MISSING_KEY)].map(([, key]) => key);
      if (!missing.some((key) => !(key in configuration))) return result;
      for (const key of missing) configuration[key] ??= "placeholder";
      writeConfiguration();
    }
  };
  return { folder, environment, withMissingConfiguration };
}

/** Returns the names of the providers whose SDKs are installed. */
function providerNames(workspace) {
  const modules = join(workspace, "node_modules");
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((member) => join(name, member)) : [name],
  );
  return names.flatMap((name) => {
    const manifest = join(modules, name, "package.json");
    const { pulumi } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
    return pulumi?.resource === true ? [pulumi.name ?? name.replace(/^@[^/]*\//, "")] : [];
  });
}

async function must(command, args, cwd, environment) {
  const { code, stdout, stderr } = await run(command, args, { cwd, environment });
  if (code !== 0) throw new Error(`${command} ${args[0]} exited with code ${code}: ${(stderr || stdout).slice(-1000)}`);
}
