import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { checkTypes, compile, exampleBlocks } from "./example-blocks.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

/** What examples use together with the packages, which do not depend on it. */
const ADDITIONAL_PACKAGES = ["@types/node", "@pulumi/awsx"];

/** The blocks of this package preview programs that the blocks do not define. */
const PREVIEWS_A_DIRECTORY = "findProgram(";

/**
 * Runs the examples in the documentation with the packages that npm would install.
 *
 * @param project - a directory outside the workspace, whose node_modules contains the staged packages
 * @param packages - the result of `stagePackages`
 * @returns the problems
 */
export function checkExamples(project, packages) {
  installDependencies(project, packages);
  const blocks = exampleBlocks(root).map((block) => ({ ...block, file: join(project, `${block.name}.ts`) }));
  for (const { file, code } of blocks) writeFileSync(file, code);
  const { errors, fragments } = checkTypes(
    project,
    blocks.map(({ file }) => file),
  );
  const complete = blocks.filter(({ file }) => !fragments.has(file));
  const typeErrors = complete.flatMap(({ title, file }) => errors.get(file).map((error) => `${title}: ${error}`));
  // A block that declares values of the reader's program has types, but cannot run.
  const runnable = complete.filter(({ code }) => !/^declare /m.test(code));
  return [
    ...typeErrors,
    ...withoutExample(packages, runnable),
    ...runModules(project, runnable),
    ...runCheck(project, runnable),
  ];
}

/** Links the dependencies that the packages declare, because the registry is not available in tests. */
function installDependencies(project, packages) {
  const declared = packages.flatMap(({ directory }) => {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(
      readFileSync(join(directory, "package.json"), "utf8"),
    );
    return Object.keys({ ...dependencies, ...peerDependencies });
  });
  const staged = new Set(packages.map(({ name }) => name));
  const linked = new Set();
  for (const dependency of [...declared, ...ADDITIONAL_PACKAGES]) {
    if (staged.has(dependency) || linked.has(dependency)) continue;
    linked.add(dependency);
    const link = join(project, "node_modules", dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(dirname(manifestOf(dependency)), link, "junction");
  }
}

/** Returns the path of an installed package's manifest, which the package need not export. */
function manifestOf(name) {
  const [path] = createRequire(join(root, "packages/gate/package.json"))
    .resolve.paths(name)
    .map((folder) => join(folder, name, "package.json"))
    .filter((candidate) => ts.sys.fileExists(candidate));
  if (path === undefined) throw new Error(`${name} is not installed.`);
  return path;
}

/** Returns a problem for each library whose README contains no complete example. */
function withoutExample(packages, blocks) {
  return packages
    .filter(
      ({ directory, name }) =>
        name !== "roadbed" && /^```ts$/m.test(readFileSync(join(directory, "README.md"), "utf8")),
    )
    .filter(({ name }) => !blocks.some(({ code, title }) => title.includes("README.md") && code.includes(`"${name}`)))
    .map(({ name }) => `${name}: the README contains no complete example`);
}

const isPack = ({ code }) => code.includes("new RoadbedPack(");
const isTest = ({ code }) => code.includes('"@roadbed/testing"');

/** Runs programs in a preview, and all other modules directly, in one process. */
function runModules(project, blocks) {
  const modules = blocks
    .filter((block) => !isPack(block) && !block.code.includes(PREVIEWS_A_DIRECTORY))
    .map(({ title, name, code }) => {
      const isProgram = !isTest({ code }) && code.includes('"@roadbed/components');
      const file = `${name}.${isProgram ? "cjs" : "mjs"}`;
      writeFileSync(join(project, file), compile(code, isProgram ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext));
      return { title, file, isProgram, config: configurationOf(code) };
    });
  copyFileSync(join(here, "run-modules.mjs"), join(project, "run-modules.mjs"));
  const { status, stdout, stderr } = run(project, ["run-modules.mjs"], JSON.stringify(modules));
  if (status !== 0) return [`the examples cannot be run: ${stderr}`];
  return stdout.split("\n").filter((line) => line !== "");
}

/** Returns a value for each configuration key that a program requires: a URL, which is also a valid string of other kinds. */
const configurationOf = (code) =>
  Object.fromEntries(
    [...code.matchAll(/\.require(?:Secret)?\("(\w+)"\)/g)].map(([, key]) => [key, "https://example.com/"]),
  );

/** Checks the program in the README of the components with the installed `roadbed`. */
function runCheck(project, blocks) {
  const { code } = blocks.find(({ title }) => title.startsWith("packages/components/README.md"));
  writeFiles(join(project, "infra"), {
    "Pulumi.yaml": "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
    "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
    "index.js": compile(code, ts.ModuleKind.CommonJS),
  });
  const { stdout, stderr } = run(project, [
    join("node_modules/roadbed/bin/roadbed.js"),
    "check",
    "infra",
    "-o",
    "json",
  ]);
  if (stdout === "") return [`roadbed check printed no report: ${stderr}`];
  return JSON.parse(stdout).failures.map(({ message }) => `roadbed check: ${message}`);
}

function writeFiles(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

function run(cwd, args, input = "") {
  return spawnSync(process.execPath, args, { cwd, input, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
