import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PreviewError } from "../errors";
import type { Program } from "./program";

/** The copy of @pulumi/pulumi that a program uses. */
export interface Sdk {
  readonly version: string;
  /** The script that runs a program. */
  readonly runner: string;
  /** Whether it tells the monitor when a program has come to its end; SDKs before that just end. */
  readonly signals: boolean;
}

/**
 * Finds the SDK as Node would from the program's folder, without loading anything of it.
 *
 * @throws PreviewError `program` if it is not installed
 */
export function findSdk(program: Program): Sdk {
  const runner = findRunner(program.directory, "run");
  if (runner === undefined)
    throw new PreviewError(
      "program",
      `The program in ${program.directory} cannot find @pulumi/pulumi; run \`npm install\` there first.`,
    );
  const signals = readFileSync(runner, "utf8").includes("signalAndWaitForShutdown");
  return { version: readVersion(join(runner, "..", "..", "..")), runner, signals };
}

/** A script of the SDK that Node would find from a folder: what runs programs, or policy packs. */
export function findRunner(directory: string, command: "run" | "run-policy-pack"): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    const runner = join(folder, "node_modules", "@pulumi", "pulumi", "cmd", command, "index.js");
    if (existsSync(runner)) return runner;
    if (dirname(folder) === folder) return undefined;
  }
}

function readVersion(home: string): string {
  const path = join(home, "package.json");
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new PreviewError("program", `${path} cannot be read; run \`npm install\` again.`, { cause: error });
  }
  const { version } = manifest as { version?: unknown };
  return typeof version === "string" ? version : "unknown";
}
