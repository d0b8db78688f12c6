// Prepares a clone: installs the dependencies and builds, each only if it is out of date.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const lockfile = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lockfile).mtimeMs) {
  run("npm", ["ci", "--no-audit", "--no-fund"]);
}

// The compiler keeps the output of deleted sources. It could still be imported, would be published, and hides the output of
// a folder that replaces the source: `model.d.ts` takes precedence over `model/index.d.ts`.
for (const folder of ["packages", "policy-packs"]) {
  for (const member of readdirSync(join(root, folder))) {
    const [source, built] = ["src", "dist"].map((name) => join(root, folder, member, name));
    for (const file of existsSync(built) ? readdirSync(built, { recursive: true }) : []) {
      const module = /^(.*?)\.(?:js|js\.map|d\.ts)$/.exec(file)?.[1];
      if (module !== undefined && !existsSync(join(source, `${module}.ts`))) rmSync(join(built, file));
    }
  }
}

run(process.execPath, [join(root, "node_modules", "typescript-7", "bin", "tsc"), "-b", "tsconfig.build.json"]);
