// Previews public programs with the embedded engine and with the Pulumi CLI, and compares the plans. See README.md.
//
//   npm run sweep -- CHECKOUT WORKSPACE [--only PATH]… [--results FILE]
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { previewWithCli, run } from "./cli-preview.mjs";
import { previewEmbedded } from "./embedded-preview.mjs";
import { differences } from "./normal-form.mjs";
import { installPackages, prepareProgram } from "./program.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true }, results: { type: "string" } },
});
if (positionals.length !== 2) {
  console.error("usage: npm run sweep -- CHECKOUT WORKSPACE [--only PATH]… [--results FILE]");
  process.exit(2);
}
const [checkout, workspace] = positionals.map((path) => resolve(path));
const { commit, packages, programs } = JSON.parse(readFileSync(new URL("programs.json", import.meta.url), "utf8"));

/** Starts the stub provider. */
async function startStub() {
  const script = new URL("stub-provider.mjs", import.meta.url).pathname;
  const provider = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((resolvePort, reject) => {
    provider.once("error", reject);
    provider.stdout.once("data", (chunk) => resolvePort(String(chunk).trim()));
  });
  return { port, stop: () => provider.kill() };
}

async function requireCli() {
  try {
    await run("pulumi", ["version"], {});
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.error("error: the Pulumi CLI is not on the PATH.");
    process.exit(2);
  }
}

async function compareProgram(path, port) {
  const program = await prepareProgram({ checkout, commit, path, workspace, port }).catch((error) => error);
  if (program instanceof Error) return { path, outcome: "neither", error: program.message };
  const cli = await program.withMissingConfiguration(() => previewWithCli(program.folder, program.environment));
  const embedded = await previewEmbedded(program.folder).catch((error) => ({ error: error.message }));
  if (cli.error !== undefined)
    return { path, outcome: embedded.error === undefined ? "only embedded" : "neither", error: cli.error };
  if (embedded.error !== undefined) return { path, outcome: "only CLI", error: embedded.error };
  const found = differences(cli, embedded);
  const outcome = found.length === 0 ? "identical" : "different";
  return { path, outcome, steps: cli.steps.length, ...(found.length > 0 && { differences: found }) };
}

function print({ path, outcome, steps, differences: found = [], error }) {
  console.log(`${outcome.padEnd(15)}${path}${steps === undefined ? "" : ` (${steps} steps)`}`);
  for (const line of found.slice(0, 20)) console.log(`    ${line}`);
  if (found.length > 20) console.log(`    ${found.length - 20} more`);
  if (error !== undefined) console.log(`    ${error.split("\n").slice(0, 6).join("\n    ")}`);
}

await requireCli();
await installPackages(workspace, packages);
const stub = await startStub();
const results = [];
try {
  for (const path of programs.filter((candidate) => values.only?.includes(candidate) ?? true)) {
    results.push(await compareProgram(path, stub.port));
    print(results.at(-1));
    if (values.results !== undefined) writeFileSync(values.results, `${JSON.stringify(results, undefined, 2)}\n`);
  }
} finally {
  stub.stop();
}
for (const outcome of ["identical", "different", "only CLI", "only embedded", "neither"])
  console.log(`${String(results.filter((result) => result.outcome === outcome).length).padStart(4)} ${outcome}`);
