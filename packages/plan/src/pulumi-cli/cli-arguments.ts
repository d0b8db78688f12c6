import { join, resolve } from "node:path";
import type { PreviewOptions } from "../preview";
import type { Program } from "../program";

/** Options for running the Pulumi CLI. Options with the same name as in `PreviewOptions` have the same meaning. */
export interface PulumiCliOptions extends Pick<
  PreviewOptions,
  "stack" | "organization" | "config" | "timeoutSeconds" | "debug" | "onEvent" | "signal"
> {
  /**
   * Whether to run `pulumi preview`, or `pulumi refresh --preview-only` to detect drift only. Neither writes state.
   *
   * @default "preview"
   */
  readonly operation?: "preview" | "refresh";
  /** Whether to detect drift before the preview. */
  readonly refresh?: boolean;
  /** Directories of policy packs that the CLI runs. Only for previews. */
  readonly policyPacks?: readonly string[];
  /** Whether to preview deletes and replacements of protected resources instead of failing. Requires CLI 3.256. */
  readonly ignoreProtect?: boolean;
  /** Whether to record data source lookups and their results. */
  readonly recordLookups?: boolean;
  /**
   * The command of the CLI.
   *
   * @default "pulumi", resolved with PATH
   */
  readonly command?: string;
}

/** The files of one run. */
export interface CliRunFiles {
  readonly eventLog: string;
  /** A copy of the stack's configuration, because `--config` changes the file. */
  readonly configuration?: string;
  /** The file for recorded lookups. */
  readonly lookups?: string;
}

/** Returns the arguments of the CLI. */
export function cliArguments(program: Program, options: PulumiCliOptions, files: CliRunFiles): readonly string[] {
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

/** Quotes the value of a flag that the CLI parses as comma-separated values. */
function asListItem(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Adds the organization if there is one. Otherwise the CLI uses the user's organization. */
function qualifiedStack({ project }: Program, { stack, organization }: PulumiCliOptions): string {
  return organization === undefined || stack.includes("/") ? stack : `${organization}/${project}/${stack}`;
}

/** Loaded into the Node processes of the CLI. */
const PRELOAD = join(__dirname, "../../preload/plain-errors.js");
const RECORDER = join(__dirname, "../../preload/record-lookups.js");

/**
 * Returns the environment of the CLI, including the caller's credentials.
 *
 * @param lookups - the file for recorded lookups
 */
export function cliEnvironment(environment: NodeJS.ProcessEnv, lookups?: string): NodeJS.ProcessEnv {
  const preloads = lookups === undefined ? [PRELOAD] : [PRELOAD, RECORDER];
  const nodeOptions = [environment.NODE_OPTIONS, ...preloads.map((path) => `--require ${JSON.stringify(path)}`)];
  return {
    ...environment,
    NODE_OPTIONS: nodeOptions.filter((part) => part !== undefined && part !== "").join(" "),
    ...(lookups === undefined ? {} : { ROADBED_RECORD_LOOKUPS: lookups }),
    // Enables --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    // Type checking takes most of the time of a small preview. The project's build checks types as well.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // This variable would replace the digest with a second event log.
    PULUMI_ENABLE_STREAMING_JSON_PREVIEW: undefined,
  };
}
