// Installs versions of @pulumi/pulumi and compares the plans of the parity programs under each of them.
// Usage: node scripts/sdk-versions.mjs [VERSION...]   default: the oldest supported, the pinned and the newest version
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_SUPPORTED = "3.200.0";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Not below a node_modules: the engine does not report source lines of installed packages.
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "roadbed", "sdk-versions");
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const requested = process.argv.slice(2);
const versions = requested.length > 0 ? requested : [OLDEST_SUPPORTED, devDependencies["@pulumi/pulumi"], "latest"];

/** The packages that the parity programs import, besides the SDK. */
const others = ["@pulumi/aws", "@pulumi/kubernetes", "typescript"].map((name) => `${name}@${devDependencies[name]}`);

function run(command, args, options) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

function install(version) {
  const folder = join(cache, version);
  const isExact = /^\d+\.\d+\.\d+$/.test(version);
  // A tag such as "latest" can name a newer version than the cached one.
  if (!isExact) rmSync(folder, { recursive: true, force: true });
  if (existsSync(join(folder, "complete"))) return folder;
  mkdirSync(folder, { recursive: true });
  // Keeps npm from installing into the workspace.
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  // The clouds' packages declare newer SDKs as peers than the oldest supported one.
  const flags = ["--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
  run("npm", ["install", "--prefix", folder, ...flags, `@pulumi/pulumi@${version}`, ...others], { cwd: folder });
  writeFileSync(join(folder, "complete"), "");
  return folder;
}

const folders = versions.map(install);
run(process.execPath, ["node_modules/jest/bin/jest.js", "packages/plan/src/preview/sdk-versions.test.ts"], {
  env: { ...process.env, ROADBED_SDK_FOLDERS: folders.join(delimiter) },
});
