// All that `npm test` promises: lint, formatting, types, generated files, then the tests. Every step runs even after
// one failed, so that one run shows everything; the last line counts the tests and the failed steps.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name, file) => join(root, "node_modules", name, file);
const scratch = mkdtempSync(join(tmpdir(), "roadbed-test-"));
const results = join(scratch, "jest.json");

/** Runs a step with its output held back until it ends, so that parallel steps do not mix. */
function step(title, script, ...args) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => (output += `${error.message}\n`));
    child.on("close", (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${title} (${seconds} s)`);
      if (output.trim() !== "" && (code !== 0 || title === "tests")) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

const outcomes = [];
const sequence = async (steps) => {
  for (const run of steps) outcomes.push(await run());
};
// Two of about the same length, for two processors.
await Promise.all([
  sequence([() => step("lint", bin("eslint", "bin/eslint.js"), ".")]),
  sequence([
    () => step("types of tests and examples", bin("typescript", "bin/tsc"), "-p", "tsconfig.test.json"),
    () => step("formatting", bin("prettier", "bin/prettier.cjs"), "--check", "--log-level", "warn", "."),
    () => step("packages as published", join(root, "scripts", "packages.mjs")),
  ]),
]);
// Whatever a developer passes after `npm test --` goes to Jest.
const tests = await step(
  "tests",
  bin("jest", "bin/jest.js"),
  "--json",
  `--outputFile=${results}`,
  ...process.argv.slice(2),
);

const failedSteps = outcomes.filter((ok) => !ok).length;
const report = JSON.parse(readFileSync(results, "utf8"));
rmSync(scratch, { recursive: true });
const passed = report.numPassedTests + outcomes.length - failedSteps;
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + failedSteps;
const skipped = report.numPendingTests;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = tests && failedSteps === 0 ? 0 : 1;
