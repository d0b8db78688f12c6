import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { createHash } from "node:crypto";

const MODULES_FOLDER = `${sep}node_modules${sep}`;

/** Whether a file belongs to an installed package, and not to the program or a workspace member. */
export const isInstalled = (file: string): boolean => file.includes(MODULES_FOLDER);

/** Packages besides the SDKs of providers that most programs load: Pulumi's SDK, and what compiles TypeScript. */
const COMMON_PACKAGES: ReadonlySet<string> = new Set(["@pulumi/pulumi", "typescript", "ts-node"]);

/** The directory in @pulumi/pulumi with the scripts that run programs, which must not run earlier. */
const RUNNERS = `${join("@pulumi", "pulumi", "cmd")}${sep}`;

/**
 * Returns the modules that a process can load before its program starts: Pulumi's SDK, the SDKs of providers, and
 * TypeScript, which load other packages. Modules of other packages may read the program's files, so they are loaded when
 * the program imports them.
 *
 * @param files - the files of modules in the order in which a program loaded them
 */
export function modulesToLoadEarly(files: readonly string[]): readonly string[] {
  const known = new Map<string, boolean>();
  return files.filter((file) => {
    if (!isInstalled(file) || file.includes(RUNNERS)) return false;
    const home = packageHome(file);
    const isEarly = known.get(home) ?? canLoadEarly(home);
    known.set(home, isEarly);
    return isEarly;
  });
}

/** Returns the directory of the package that an installed file belongs to. */
function packageHome(file: string): string {
  const start = file.lastIndexOf(MODULES_FOLDER) + MODULES_FOLDER.length;
  const [scope = "", name = ""] = file.slice(start).split(sep);
  return file.slice(0, start) + (scope.startsWith("@") ? join(scope, name) : scope);
}

function canLoadEarly(home: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
      readonly name?: unknown;
      readonly pulumi?: { readonly resource?: unknown };
    };
    return COMMON_PACKAGES.has(String(manifest.name)) || manifest.pulumi?.resource === true;
  } catch {
    return false; // Loading the package reports the reason.
  }
}

/** The files that package managers write when they install packages. */
const INSTALLATION_FILES = [".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity"];
const PROJECT_FILES = ["package.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

/**
 * Returns a string that differs if the installed packages of a program have changed: their loaded files, their
 * manifests, or where Node.js finds them.
 *
 * @param directory - the program's directory
 * @param files - the installed files that the program loads
 */
export function packagesFingerprint(directory: string, files: readonly string[]): string {
  const homes = new Set(files.map(packageHome));
  const paths = new Set([
    ...files,
    ...[...homes].flatMap((home) => [dirname(home), join(home, "package.json"), join(home, "node_modules")]),
    ...ancestors(directory).flatMap(installationPaths),
  ]);
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0${fileVersion(path)}\n`);
  return hash.digest("hex");
}

function ancestors(directory: string): readonly string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...ancestors(parent)];
}

function installationPaths(folder: string): readonly string[] {
  const installed = join(folder, "node_modules");
  return [
    ...PROJECT_FILES.map((name) => join(folder, name)),
    installed,
    ...INSTALLATION_FILES.map((name) => join(installed, name)),
    ...scopesIn(installed),
  ];
}

function scopesIn(installed: string): readonly string[] {
  try {
    return readdirSync(installed)
      .filter((name) => name.startsWith("@"))
      .map((name) => join(installed, name));
  } catch {
    return []; // Most directories above a program have no installed packages.
  }
}

function fileVersion(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}
