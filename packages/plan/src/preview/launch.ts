import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PARALLEL, type SessionContext } from "../engine";
import { PLACEHOLDER_MARK, SIGNATURES } from "../model";
import { withholdCredentials } from "../process";
import { secretKeys, type Configuration, type NodeProject, type Sdk, tsNodeMajor } from "../program";
import type { SdkPatches } from "./sdk-patches";
import { transpilationVariables } from "./transpilation";

/** The script that runs before the program. It is plain JavaScript because Node.js loads it directly. */
const PRELOAD = join(__dirname, "..", "..", "preload", "preload.js");

/** The settings that determine how the program's process is started, regardless of the run. */
export interface LaunchSettings {
  readonly project: NodeProject;
  readonly sdk: Sdk;
  readonly context: SessionContext;
  readonly patches: SdkPatches;
  /** The names of environment variables that the program receives although they look like credentials. */
  readonly passEnvironment: readonly string[];
  /** Whether the process reports the files of the modules that it loads. */
  readonly reportsModules: boolean;
}

/** The settings that determine how the program's process is started. */
export interface Launch extends LaunchSettings {
  /** The address of the gRPC server. */
  readonly address: string;
  /** A directory that only this run uses. */
  readonly folder: string;
}

/** Returns the arguments for the Node.js process that runs the program. */
export function programArguments({ project, sdk, context, address }: Launch): readonly string[] {
  return [
    ...project.runtime.nodeArguments,
    sdk.runner,
    `--monitor=${address}`,
    `--engine=${address}`,
    `--organization=${context.organization}`,
    `--project=${context.project}`,
    `--root-directory=${context.root}`,
    `--stack=${context.stack}`,
    `--pwd=${context.directory}`,
    "--dry-run",
    `--parallel=${PARALLEL}`,
    project.entry,
  ];
}

/**
 * Returns the environment for the Node.js process that runs the program: the caller's environment without credentials,
 * and the settings of the SDK and the preload script.
 *
 * @param standbyList - the file that lists the modules to load before the process waits for the start of the program.
 *   Absent for a process that starts the program at once
 */
export function programEnvironment(launch: Launch, standbyList?: string): Record<string, string> {
  const { project, sdk, context, patches, passEnvironment, reportsModules, folder } = launch;
  const { variables, withheld } = withholdCredentials(process.env, passEnvironment);
  const { typescript, tsconfig } = project.runtime;
  const preload = {
    debug: context.debug,
    withheld,
    report: withheldReport(folder),
    patchedMinors: patches.minors,
    placeholderMark: PLACEHOLDER_MARK,
    assumedLengths: lengthReport(folder),
    nodeOptions: variables.NODE_OPTIONS,
    unknownSignature: SIGNATURES.unknown,
    ...(reportsModules ? { modules: moduleReport(folder) } : {}),
    ...(standbyList === undefined ? {} : { standbyList }),
  };
  return {
    ...variables,
    NODE_OPTIONS: [variables.NODE_OPTIONS ?? "", `--require ${JSON.stringify(PRELOAD)}`].join(" ").trim(),
    ROADBED_PRELOAD: JSON.stringify(preload),
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    ...transpilationVariables(variables, tsNodeMajor(sdk)),
    ...configurationVariables(context.configuration),
  };
}

function configurationVariables(configuration: Configuration): Record<string, string> {
  // The SDK expects the legacy key format `namespace:config:name` for values, but not for the list of secret keys.
  const values = [...configuration.settings].map(([key, { value }]) => [key.replace(":", ":config:"), value] as const);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys(configuration)),
  };
}

const withheldReport = (folder: string): string => join(folder, "withheld");
const lengthReport = (folder: string): string => join(folder, "lengths");
const moduleReport = (folder: string): string => join(folder, "modules");

/** Returns the files of the CommonJS modules that the process loaded, in this order. Empty if a signal ended the process. */
export function readModules(folder: string): readonly string[] {
  return readLines(moduleReport(folder));
}

/** Returns the names of the withheld variables that the program read, sorted. */
export function readWithheldNames(folder: string): readonly string[] {
  return readReport(withheldReport(folder));
}

/** Returns the functions of the results in which the program used the length of an unknown array, sorted. */
export function readAssumedLengths(folder: string): readonly string[] {
  return readReport(lengthReport(folder));
}

/** Returns the lines of a file that the preload script wrote, sorted. */
function readReport(path: string): readonly string[] {
  return [...new Set(readLines(path))].sort();
}

function readLines(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}
