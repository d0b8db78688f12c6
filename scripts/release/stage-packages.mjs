import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The export condition that resolves to TypeScript sources. Sources are not published. */
const SOURCE_CONDITION = "@roadbed/source";

/**
 * Copies what npm publishes of each public package to `<target>/<package name>` and checks the result.
 *
 * @returns the staged packages, dependencies first, each with the problems found
 */
export async function stagePackages(target) {
  const staged = [];
  for (const { name, location, files } of publicPackages()) {
    const directory = join(target, name);
    for (const { path } of files) cpSync(join(root, location, path), join(directory, path));
    const manifest = publishedManifest(location);
    writeFileSync(join(directory, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    const { messages } = await publint({ pkgDir: directory, pack: false, level: "warning" });
    const problems = [
      ...contentProblems(directory, files),
      ...messages.map((message) => formatMessage(message, manifest)),
    ];
    staged.push({ name, version: manifest.version, dependencies: manifest.dependencies ?? {}, directory, problems });
  }
  return dependenciesFirst(staged);
}

/** The public workspaces, with the files that npm packs. */
function publicPackages() {
  const workspaces = npmJson("query", ".workspace").filter((workspace) => workspace.private !== true);
  const names = workspaces.flatMap(({ name }) => ["--workspace", name]);
  const packed = Object.values(npmJson("pack", ...names, "--dry-run", "--json"));
  return packed.map(({ name, files }) => {
    const { location } = workspaces.find((workspace) => workspace.name === name);
    return { name, location, files };
  });
}

function npmJson(...args) {
  const options = { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync("npm", args, options);
  if (status !== 0) throw new Error(`npm ${args[0]} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function publishedManifest(location) {
  const manifest = JSON.parse(readFileSync(join(root, location, "package.json"), "utf8"));
  for (const conditions of Object.values(manifest.exports ?? {})) delete conditions[SOURCE_CONDITION];
  return manifest;
}

function contentProblems(directory, files) {
  return files.flatMap(({ path }) => {
    if (/\.test\./.test(path)) return [`includes a test: ${path}`];
    if (!path.endsWith(".map")) return [];
    const { sourcesContent } = JSON.parse(readFileSync(join(directory, path), "utf8"));
    return sourcesContent === undefined ? [`includes a source map without its sources: ${path}`] : [];
  });
}

/** npm must find a package before another package that depends on it is published. */
function dependenciesFirst(packages) {
  const ordered = [];
  const visit = (item) => {
    if (ordered.includes(item)) return;
    for (const dependency of packages) if (dependency.name in item.dependencies) visit(dependency);
    ordered.push(item);
  };
  packages.forEach(visit);
  return ordered;
}
