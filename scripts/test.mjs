// Runs every check of `npm test`: lint, formatting, types, packages, API reports, then the tests. A failed step does not
// stop the others, so one run reports every problem. The last line counts the passed and failed tests and steps.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name, file) => join(root, "node_modules", name, file);
const sources = readdirSync(join(root, "packages")).map((name) => `packages/${name}/src`);
const scratch = mkdtempSync(join(tmpdir(), "roadbed-test-"));
const jestReport = join(scratch, "jest.json");

/** Runs a step. Prints its output when it ends, so that the output of parallel steps does not mix. */
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

const results = [];
const runInSequence = async (steps) => {
  for (const runStep of steps) results.push(await runStep());
};
// Two sequences of about the same duration, for two processors.
await Promise.all([
  runInSequence([() => step("lint", bin("oxlint", "bin/oxlint"))]),
  runInSequence([
    () => step("types of tests and examples", bin("typescript-7", "bin/tsc"), "-p", "."),
    () => step("formatting", bin("oxfmt", "bin/oxfmt"), "--check"),
    () =>
      step(
        "module boundaries",
        bin("dependency-cruiser", "bin/dependency-cruise.mjs"),
        "--config",
        ".dependency-cruiser.cjs",
        ...sources,
      ),
    () => step("packages", join(root, "scripts", "release", "check-packages.mjs")),
    () => step("API reports", join(root, "scripts", "api-reports.mjs")),
  ]),
]);
// Arguments after `npm test --` are passed to Jest.
const testsPassed = await step(
  "tests",
  bin("jest", "bin/jest.js"),
  "--json",
  `--outputFile=${jestReport}`,
  ...process.argv.slice(2),
);

// Jest writes no report if it cannot start. The failed step is counted then.
const report = existsSync(jestReport) ? JSON.parse(readFileSync(jestReport, "utf8")) : undefined;
if (report === undefined) results.push(testsPassed);
rmSync(scratch, { recursive: true });
const failedSteps = results.filter((passed) => !passed).length;
const passed = (report?.numPassedTests ?? 0) + results.length - failedSteps;
const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0) + failedSteps;
const skipped = report?.numPendingTests ?? 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = testsPassed && failedSteps === 0 ? 0 : 1;
