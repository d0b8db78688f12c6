import { join, resolve } from "node:path";
import type { PreviewOptions } from "../preview";
import type { Program } from "../program";

/** Options for running the Pulumi CLI. Options with the same name as in `PreviewOptions` have the same meaning. */
export interface PulumiCliOptions extends Pick<
  PreviewOptions,
  "stack" | "organization" | "config" | "timeoutSeconds" | "debug" | "onEvent" | "signal"
> {
  /**
   * The operation. `preview` runs `pulumi preview`. `refresh` runs `pulumi refresh --preview-only`, which only detects
   * drift. Neither operation writes state.
   *
   * @default "preview"
   */
  readonly operation?: "preview" | "refresh";
  /** Whether to detect drift before the preview. */
  readonly refresh?: boolean;
  /** The directories of policy packs that the CLI runs. Applies only to previews. */
  readonly policyPacks?: readonly string[];
  /**
   * Whether to preview deletes and replacements of protected resources rather than fail. Requires CLI 3.256 or later.
   */
  readonly ignoreProtect?: boolean;
  /** Whether to record data source lookups and their results. */
  readonly recordLookups?: boolean;
  /**
   * The CLI executable.
   *
   * @default "pulumi", resolved with PATH
   */
  readonly command?: string;
}

/** The files for one run of the CLI. */
export interface CliRunFiles {
  readonly eventLog: string;
  /** A copy of the stack's configuration file. The CLI receives a copy because `--config` changes the file. */
  readonly configuration?: string;
  /** The file for recorded lookups. */
  readonly lookups?: string;
}

/** Returns the arguments for the CLI. */
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

/** Quotes a flag's value that the CLI parses as comma-separated values. */
function asListItem(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Returns the stack name with its organization, if it is set. Otherwise, the CLI uses the user's organization. */
function qualifiedStack({ project }: Program, { stack, organization }: PulumiCliOptions): string {
  return organization === undefined || stack.includes("/") ? stack : `${organization}/${project}/${stack}`;
}

/** The script that is loaded into the CLI's Node.js processes. */
const PRELOAD = join(__dirname, "../../preload/plain-errors.js");
const RECORDER = join(__dirname, "../../preload/record-lookups.js");

/**
 * Returns the environment for the CLI, including the caller's credentials.
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
    // This variable enables --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    // Type checking would take most of the time of a small preview, and the project's build checks the types anyway.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // This variable would replace the digest with a second event log.
    PULUMI_ENABLE_STREAMING_JSON_PREVIEW: undefined,
  };
}
