import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PreviewError } from "../errors";
import { packageManagerOf } from "./package-manager";
import type { Program } from "./program";

/** The copy of @pulumi/pulumi that a program uses. */
export interface Sdk {
  readonly version: string;
  /** The script that runs a program. */
  readonly runner: string;
  /** Whether the SDK notifies the monitor when a program has finished. Older SDKs only exit. */
  readonly signalsCompletion: boolean;
}

/** The first SDK version that is known to notify the monitor with `SignalAndWaitForShutdown`. */
const SIGNALS_COMPLETION_SINCE: SdkVersion = { major: 3, minor: 200 };

/** The major and minor version of an SDK. */
export interface SdkVersion {
  readonly major: number;
  readonly minor: number;
}

/** Returns the major and minor version in a version string, or undefined if the string is not a version. */
export function parseSdkVersion(version: string): SdkVersion | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/**
 * Finds the SDK that Node.js resolves from the program's directory, without loading it.
 *
 * @throws PreviewError `program` if the SDK is not installed
 */
export function findSdk(program: Program): Sdk {
  const home = findSdkHome(program.directory, "program");
  const version = readVersion(home);
  return { version, runner: runnerIn(home, "run"), signalsCompletion: isSince(version, SIGNALS_COMPLETION_SINCE) };
}

/**
 * Finds the script in the SDK that serves a policy pack, without loading it.
 *
 * @throws PreviewError `program` if the SDK is not installed
 */
export function findPackRunner(directory: string): string {
  return runnerIn(findSdkHome(directory, "policy pack"), "run-policy-pack");
}

function findSdkHome(directory: string, role: "program" | "policy pack"): string {
  try {
    return dirname(createRequire(join(directory, "index.js")).resolve("@pulumi/pulumi/package.json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new PreviewError("program", `The ${role} in ${directory} ${remedyFor(directory)}`, { cause: error });
  }
}

function remedyFor(directory: string): string {
  return usesPlugAndPlay(directory)
    ? `uses Yarn Plug'n'Play (.pnp.cjs), which is not supported. Set "nodeLinker: node-modules" in .yarnrc.yml and run "yarn install".`
    : `cannot resolve @pulumi/pulumi. Run "${packageManagerOf(directory).install}" there first.`;
}

function usesPlugAndPlay(directory: string): boolean {
  const parent = dirname(directory);
  return existsSync(join(directory, ".pnp.cjs")) || (parent !== directory && usesPlugAndPlay(parent));
}

function runnerIn(home: string, command: "run" | "run-policy-pack"): string {
  const runner = join(home, "cmd", command, "index.js");
  if (existsSync(runner)) return runner;
  throw new PreviewError("program", `${runner} does not exist. Install @pulumi/pulumi again.`);
}

function isSince(version: string, { major, minor }: SdkVersion): boolean {
  const found = parseSdkVersion(version);
  return found !== undefined && (found.major > major || (found.major === major && found.minor >= minor));
}

function readVersion(home: string): string {
  const path = join(home, "package.json");
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new PreviewError("program", `${path} cannot be read. Run "${packageManagerOf(home).install}" again.`, {
      cause: error,
    });
  }
  const { version } = manifest as { version?: unknown };
  return typeof version === "string" ? version : "unknown";
}
