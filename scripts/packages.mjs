// Stages what npm would publish of each package and lints it with publint. With a folder as argument the staged
// packages are left there, ready for `npm publish`.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [kept] = process.argv.slice(2);
const target = kept ?? mkdtempSync(join(tmpdir(), "roadbed-packages-"));

/** The workspaces that are published, with the files npm would take of each. */
function published() {
  const { status, stdout, stderr } = spawnSync("npm", ["pack", "--workspaces", "--dry-run", "--json"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const packed = Object.values(JSON.parse(stdout));
  const workspaces = JSON.parse(
    spawnSync("npm", ["query", ".workspace"], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }).stdout,
  );
  return packed.flatMap(({ name, files }) => {
    const workspace = workspaces.find((candidate) => candidate.name === name);
    return workspace.private === true ? [] : [{ name, location: workspace.location, files }];
  });
}

/** The manifest without the condition that leads to sources, which are not published. */
function publishedManifest(location) {
  const manifest = JSON.parse(readFileSync(join(root, location, "package.json"), "utf8"));
  for (const conditions of Object.values(manifest.exports ?? {})) delete conditions["@roadbed/source"];
  return manifest;
}

/** What no registry should get, as sentences. */
function faultsOf(staged, files) {
  return files.flatMap(({ path }) => {
    if (/\.test\./.test(path)) return [`ships a test: ${path}`];
    if (!path.endsWith(".map")) return [];
    const { sourcesContent } = JSON.parse(readFileSync(join(staged, path), "utf8"));
    return sourcesContent === undefined ? [`ships a map of sources that it does not ship: ${path}`] : [];
  });
}

let faults = 0;
for (const { name, location, files } of published()) {
  const staged = join(target, name);
  for (const { path } of files) cpSync(join(root, location, path), join(staged, path));
  const manifest = publishedManifest(location);
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const { messages } = await publint({ pkgDir: staged, pack: false, level: "warning" });
  for (const message of [...faultsOf(staged, files), ...messages.map((found) => formatMessage(found, manifest))]) {
    console.error(`${name}: ${message}`);
    faults += 1;
  }
}
if (kept === undefined) rmSync(target, { recursive: true });
process.exitCode = faults === 0 ? 0 : 1;
