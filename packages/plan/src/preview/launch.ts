import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PARALLEL, type SessionContext } from "../engine";
import { withholdCredentials } from "../process";
import { secretKeys, type Configuration, type Project, type Sdk } from "../program";
import type { PreviewOptions } from "./preview-options";

/** Loaded into the program's process before anything else; not built, since Node has to load it as it is. */
const PRELOAD = join(__dirname, "..", "..", "preload", "preload.js");

export interface Launch {
  readonly project: Project;
  readonly sdk: Sdk;
  readonly context: SessionContext;
  readonly options: PreviewOptions;
  /** Where the server listens. */
  readonly address: string;
  /** A folder for this run alone. */
  readonly folder: string;
}

/** The arguments of the node process that runs the program. */
export function childArguments({ project, sdk, context, address }: Launch): readonly string[] {
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

/** The environment of that process: the caller's without credentials, and what the SDK and the preload expect. */
export function childEnvironment({ project, context, options, folder }: Launch): Record<string, string> {
  const { variables, withheld } = withholdCredentials(process.env, options.passEnvironment ?? []);
  const { typescript, tsconfig } = project.runtime;
  const preload = { debug: context.debug, withheld, report: withheldReport(folder) };
  return {
    ...variables,
    NODE_OPTIONS: [variables.NODE_OPTIONS ?? "", `--require ${JSON.stringify(PRELOAD)}`].join(" ").trim(),
    ROADBED_PRELOAD: JSON.stringify({ ...preload, nodeOptions: variables.NODE_OPTIONS }),
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    // Types are checked by the compiler, once; here that would take three seconds and half a gigabyte.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ...configurationVariables(context.configuration),
  };
}

function configurationVariables(configuration: Configuration): Record<string, string> {
  // Here the keys have the older form, with `config` in the middle; in the list of secrets the newer one.
  const values = [...configuration.settings].map(([key, { text }]) => [key.replace(":", ":config:"), text] as const);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys(configuration)),
  };
}

const withheldReport = (folder: string): string => join(folder, "withheld");

/** The names of withheld variables that the program asked for. */
export function readWithheldNames(folder: string): readonly string[] {
  const path = withheldReport(folder);
  if (!existsSync(path)) return [];
  const names = readFileSync(path, "utf8")
    .split("\n")
    .filter((name) => name !== "");
  return [...new Set(names)].sort();
}
