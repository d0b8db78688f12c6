import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The commands of a package manager. */
export interface PackageManager {
  /** The command that installs the dependencies of a program. */
  readonly install: string;
  /** The command that adds a development dependency, without the name of the package. */
  readonly addDevelopment: string;
}

const NPM: PackageManager = { install: "npm install", addDevelopment: "npm install --save-dev" };

/** The package managers by their names in the property `packageManager` of a package.json. */
const MANAGERS: Readonly<Record<string, PackageManager>> = {
  npm: NPM,
  pnpm: { install: "pnpm install", addDevelopment: "pnpm add --save-dev" },
  yarn: { install: "yarn install", addDevelopment: "yarn add --dev" },
  bun: { install: "bun install", addDevelopment: "bun add --dev" },
};

const LOCKFILES: Readonly<Record<string, string>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/**
 * Returns the package manager of a program. The nearest directory with a lockfile, or with a package.json that has the
 * property `packageManager`, determines it. The property takes precedence.
 *
 * @returns npm if no directory determines it
 */
export function packageManagerOf(directory: string): PackageManager {
  for (let folder = directory; ; folder = dirname(folder)) {
    const name = declaredIn(folder) ?? lockedIn(folder);
    if (name !== undefined && Object.hasOwn(MANAGERS, name)) return MANAGERS[name] ?? NPM;
    if (dirname(folder) === folder) return NPM;
  }
}

function declaredIn(folder: string): string | undefined {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  } catch {
    // Without a readable package.json, only a lockfile determines the package manager.
    return undefined;
  }
  const { packageManager } = (manifest ?? {}) as { readonly packageManager?: unknown };
  return typeof packageManager === "string" ? packageManager.split("@")[0] : undefined;
}

function lockedIn(folder: string): string | undefined {
  const lockfile = Object.keys(LOCKFILES).find((name) => existsSync(join(folder, name)));
  return lockfile === undefined ? undefined : LOCKFILES[lockfile];
}
