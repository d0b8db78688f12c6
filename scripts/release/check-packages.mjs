// Checks what npm would publish of each package, and runs the examples in the documentation with it, in a project outside
// the workspace. A step of `npm test`.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkExamples } from "./check-examples.mjs";
import { stagePackages } from "./stage-packages.mjs";

const project = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-packages-")));
try {
  const modules = join(project, "node_modules");
  mkdirSync(modules);
  const packages = await stagePackages(modules);
  const lines = packages.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`));
  lines.push(...checkExamples(project, packages));
  for (const line of lines) console.error(line);
  process.exitCode = lines.length === 0 ? 0 : 1;
} finally {
  rmSync(project, { recursive: true });
}
