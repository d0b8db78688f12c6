import { join, resolve } from "node:path";
import type { PreviewOptions } from "../preview";
import type { Program } from "../program";

/** How to run the CLI. Configuration, the debug flag and so on are as for the embedded engine. */
export interface PulumiOptions extends Pick<
  PreviewOptions,
  "stack" | "organization" | "config" | "timeoutSeconds" | "debug" | "onEvent" | "signal"
> {
  /** `refresh` only looks for drift. Neither writes state. @default "preview" */
  readonly operation?: "preview" | "refresh";
  /** Look for drift before the preview. */
  readonly refresh?: boolean;
  /** Folders of policy packs for the CLI to run; only with a preview. */
  readonly policyPacks?: readonly string[];
  /** Preview deletes and replacements of protected resources instead of failing; needs the CLI's version 3.256. */
  readonly ignoreProtect?: boolean;
  /** Record what the program asks its clouds, and their answers. */
  readonly recordLookups?: boolean;
  /** The CLI. @default "pulumi", found on PATH */
  readonly command?: string;
}

/** Where the run leaves what it is asked for. */
export interface CliRunFiles {
  readonly eventLog: string;
  /** A copy of the stack's configuration, which `--config` changes. */
  readonly configuration?: string;
  /** Where the program leaves what it asked and was told. */
  readonly lookups?: string;
}

export function cliArguments(program: Program, options: PulumiOptions, files: CliRunFiles): readonly string[] {
  const { operation = "preview", config = {}, policyPacks = [] } = options;
  const isPreview = operation === "preview";
  return [
    operation,
    ...(isPreview ? [] : ["--preview-only"]),
    "--json",
    "--non-interactive",
    `--event-log=${files.eventLog}`,
    `--stack=${qualifiedStack(program, options)}`,
    "--color=never",
    "--show-sames",
    "--show-replacement-steps",
    ...(options.refresh === true && isPreview ? ["--refresh"] : []),
    ...(options.ignoreProtect === true && isPreview ? ["--ignore-protect"] : []),
    ...(isPreview ? policyPacks.map((folder) => `--policy-pack=${asListItem(resolve(folder))}`) : []),
    ...(files.configuration === undefined ? [] : [`--config-file=${files.configuration}`]),
    ...Object.entries(config).map(([key, value]) => `--config=${key}=${value}`),
  ];
}

/** The CLI takes some flags as lines of comma-separated values. */
function asListItem(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** With its organization if one is named; the CLI fills in the user's own otherwise. */
function qualifiedStack({ project }: Program, { stack, organization }: PulumiOptions): string {
  return organization === undefined || stack.includes("/") ? stack : `${organization}/${project}/${stack}`;
}

/** Loaded into the CLI's node processes; see there. */
const PRELOAD = join(__dirname, "../../preload/plain-errors.js");
const RECORDER = join(__dirname, "../../preload/record-lookups.js");

/** The caller's environment: the CLI needs its credentials. @param lookups the file of a recording */
export function cliEnvironment(environment: NodeJS.ProcessEnv, lookups?: string): NodeJS.ProcessEnv {
  const preloads = lookups === undefined ? [PRELOAD] : [PRELOAD, RECORDER];
  const nodeOptions = [environment.NODE_OPTIONS, ...preloads.map((path) => `--require ${JSON.stringify(path)}`)];
  return {
    ...environment,
    NODE_OPTIONS: nodeOptions.filter((part) => part !== undefined && part !== "").join(" "),
    ...(lookups === undefined ? {} : { ROADBED_RECORD_LOOKUPS: lookups }),
    // --event-log exists only with this.
    PULUMI_DEBUG_COMMANDS: "true",
    // Type checking takes most of the time of a small preview, and finds nothing that the project's own build does not.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Would turn the digest into a second event log.
    PULUMI_ENABLE_STREAMING_JSON_PREVIEW: undefined,
  };
}
