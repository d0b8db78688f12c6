import { existsSync } from "node:fs";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readRecording, type RecordedLookup } from "../context";
import { PlanFileError, PreviewError } from "../errors";
import { createPrivateDirectory, limitMilliseconds } from "../process";
import { readProject, readStackFile, type Program } from "../program";
import { cliArguments, cliEnvironment, type CliRunFiles, type PulumiCliOptions } from "./cli-arguments";
import { cliError, cliStartError } from "./cli-error";
import { assemblePreview, type CliPreview } from "./cli-preview";
import { CliProcess, type CliExit } from "./cli-process";
import { readDigest, type Digest } from "./digest";
import { EventLogReader, type EventLog } from "./event-log";
import { FileTail } from "./file-tail";

/**
 * Runs the Pulumi CLI with the caller's environment and credentials, and creates the plan from the run's digest and
 * event log.
 *
 * @remarks If the preview fails, the plan contains the steps that the CLI reported before the failure, and `failure` is
 * set. The run writes only temporary files. It does not change the state or the configuration.
 *
 * @throws PreviewError if the CLI is missing or not logged in, the stack does not exist, or the CLI does not report a
 * plan
 */
export async function runPulumiCli(program: Program, options: PulumiCliOptions): Promise<CliPreview> {
  // The directory is private, because the copy of the configuration contains encrypted secrets.
  const folder = createPrivateDirectory();
  try {
    return await runIn(folder, program, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The time to wait for the version. On a busy machine, a short preview can finish before the CLI has printed its
 * version.
 */
const VERSION_GRACE_MILLISECONDS = 1000;

async function runIn(folder: string, program: Program, options: PulumiCliOptions): Promise<CliPreview> {
  const files: CliRunFiles = {
    eventLog: join(folder, "events.jsonl"),
    ...(await copyConfiguration(folder, program, options)),
    ...(options.recordLookups === true ? { lookups: join(folder, "lookups.jsonl") } : {}),
  };
  const reader = new EventLogReader("the event log", options.debug, options.onEvent);
  const tail = new FileTail(files.eventLog, (line) => reader.read(line));
  const versionRun = startVersion(program, options);
  const version = versionOf(versionRun);
  let exit: CliExit;
  try {
    exit = await runToEnd(program, options, files);
    await Promise.race([version, delay(VERSION_GRACE_MILLISECONDS, undefined, { ref: false })]);
  } finally {
    tail.stop();
    // No process may keep running after the call.
    versionRun.stop();
    await version;
  }
  tail.finish();
  const { log } = reader;
  if (log.steps.length === 0 && log.summary === undefined && log.diagnostics.length === 0)
    throw cliError(exit.code, exit.stderr);
  const digest = digestOf(exit);
  const preview = assemblePreview(
    { log: withError(log, exit), ...(digest === undefined ? {} : { digest }) },
    { ...contextOf(program, options), ...(await version), debug: options.debug === true },
  );
  return files.lookups === undefined ? preview : { ...preview, lookups: await readLookups(files.lookups) };
}

async function readLookups(file: string): Promise<readonly RecordedLookup[]> {
  // The file does not exist if the program made no lookups.
  return existsSync(file) ? readRecording(await readFile(file, "utf8")) : [];
}

async function runToEnd(program: Program, options: PulumiCliOptions, files: CliRunFiles): Promise<CliExit> {
  const { command = "pulumi", signal, timeoutSeconds } = options;
  if (signal?.aborted === true) throw new PreviewError("canceled", "The preview was canceled.");
  const child = new CliProcess({
    command,
    arguments: cliArguments(program, options, files),
    directory: program.root,
    environment: cliEnvironment(process.env, files.lookups),
  });
  // The CLI masks secrets itself.
  options.onEvent?.({ type: "started" });
  let stopped: PreviewError | undefined;
  const stop = (reason: PreviewError): void => {
    stopped ??= reason;
    child.stop();
  };
  const onAbort = (): void => stop(new PreviewError("canceled", "The preview was canceled."));
  signal?.addEventListener("abort", onAbort, { once: true });
  const timer =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(
          () => stop(new PreviewError("timeout", `The preview did not finish within ${timeoutSeconds} s.`)),
          limitMilliseconds(timeoutSeconds),
        );
  try {
    const exit = await child.ended;
    if (stopped !== undefined) throw stopped;
    return exit;
  } catch (error) {
    throw error instanceof PreviewError ? error : cliStartError(command, error, options.operation);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

/**
 * Copies the stack's configuration file if there are overrides, because the CLI writes the values of `--config` to the
 * file.
 */
async function copyConfiguration(
  folder: string,
  program: Program,
  { config = {}, stack }: PulumiCliOptions,
): Promise<Pick<CliRunFiles, "configuration">> {
  if (Object.keys(config).length === 0) return {};
  const name = stack.slice(stack.lastIndexOf("/") + 1);
  const file = readStackFile(readProject(program.root), name);
  const configuration = join(folder, `Pulumi.${name}.yaml`);
  if (file === undefined) await writeFile(configuration, "");
  else await copyFile(file.path, configuration);
  return { configuration };
}

function startVersion(program: Program, { command = "pulumi" }: PulumiCliOptions): CliProcess {
  return new CliProcess({
    command,
    arguments: ["version"],
    directory: program.root,
    environment: cliEnvironment(process.env),
  });
}

/** Returns the CLI version. Returns no version if the command fails, because the plan is usable without a version. */
async function versionOf(run: CliProcess): Promise<{ readonly version?: string }> {
  const version = await run.ended.then(
    ({ stdout }) => /^v?(\d+\.\d+\.\d+\S*)/.exec(stdout.trim())?.[1],
    () => undefined,
  );
  return version === undefined ? {} : { version };
}

/** Returns the digest. Returns undefined if the CLI crashed, and the plan's gaps then name the missing data. */
function digestOf({ stdout }: CliExit): Digest | undefined {
  try {
    return readDigest(stdout, "the digest");
  } catch (error) {
    if (error instanceof PlanFileError) return undefined;
    throw error;
  }
}

/** Returns the log with the CLI's error added if only the CLI's standard error contains it. */
function withError(log: EventLog, { code, stderr }: CliExit): EventLog {
  if (code === 0 || log.summary?.result === "failed" || log.diagnostics.some(({ severity }) => severity === "error"))
    return log;
  return {
    ...log,
    diagnostics: [...log.diagnostics, { severity: "error", message: cliError(code, stderr).message }],
  };
}

function contextOf({ project, root }: Program, { stack, organization }: PulumiCliOptions) {
  const parts = stack.split("/");
  const named = organization ?? (parts.length > 1 ? parts[0] : undefined);
  return { project, root, stack: parts.at(-1) ?? stack, ...(named === undefined ? {} : { organization: named }) };
}
