// Checks what npm would publish of each package. A step of `npm test`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stagePackages } from "./stage-packages.mjs";

const target = mkdtempSync(join(tmpdir(), "roadbed-packages-"));
try {
  const lines = (await stagePackages(target)).flatMap(({ name, problems }) =>
    problems.map((problem) => `${name}: ${problem}`),
  );
  for (const line of lines) console.error(line);
  process.exitCode = lines.length === 0 ? 0 : 1;
} finally {
  rmSync(target, { recursive: true });
}
