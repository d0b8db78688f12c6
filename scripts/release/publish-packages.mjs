// Publishes the packages whose version is not on npm yet, and tags them. Run by .github/workflows/release.yml through
// `npm run release`. With --dry-run, npm publishes nothing and no tags are created.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stagePackages } from "./stage-packages.mjs";

const isDryRun = process.argv.includes("--dry-run");
const target = mkdtempSync(join(tmpdir(), "roadbed-release-"));

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} exited with code ${status}.`);
}

/** @throws if the registry cannot be reached: publishing again would fail anyway, but later */
function isPublished(name, version) {
  const { status, stdout, stderr } = spawnSync("npm", ["view", `${name}@${version}`, "version"], { encoding: "utf8" });
  if (status === 0) return stdout.trim() === version;
  if (stderr.includes("E404")) return false;
  throw new Error(`npm view ${name} failed: ${stderr}`);
}

try {
  const packages = await stagePackages(target);
  const problems = packages.flatMap((item) => item.problems.map((problem) => `${item.name}: ${problem}`));
  if (problems.length > 0) throw new Error(`Nothing was published.\n${problems.join("\n")}`);
  for (const { name, version, directory } of packages) {
    if (isPublished(name, version)) continue;
    run("npm", "publish", directory, ...(isDryRun ? ["--dry-run"] : ["--provenance"]));
  }
  // Prints "New tag: <name>@<version>", from which changesets/action creates the GitHub releases.
  if (!isDryRun) run("npx", "changeset", "tag");
} finally {
  rmSync(target, { recursive: true });
}
