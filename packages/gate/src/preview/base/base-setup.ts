import { dirname } from "node:path";
import { readPolicyFiles, sortedMessages } from "../../targets/settings/policy-files";
import type { SearchStart } from "../../targets/named-files";
import { CommandError } from "../../failures/command-error";
import { SetupShell } from "./setup-shell";

/** The shell command that prepares the files of a base. */
export interface BaseSetup {
  readonly command: string;
  /** The directory of the settings file that defines the command. */
  readonly directory: string;
}

/**
 * Returns the `baseSetup` command in the settings at the base.
 *
 * @param program - the directory of the program at the base, and the top directory of the base
 * @throws CommandError if the settings are invalid
 */
export async function baseSetupOf(program: SearchStart): Promise<BaseSetup | undefined> {
  const { files, problems } = await readPolicyFiles(program);
  if (problems.length > 0) throw new CommandError("settings-invalid", sortedMessages(problems, files));
  const closestFile = files.at(-1);
  const command = closestFile?.content.baseSetup;
  return closestFile === undefined || command === undefined
    ? undefined
    : { command, directory: dirname(closestFile.yaml.path) };
}

/** The limits for a command. */
export interface SetupLimits {
  /** The signal that ends the command. */
  readonly signal: AbortSignal;
  /** The maximum duration of the command, in seconds. @default no limit */
  readonly timeoutSeconds?: number;
}

const NEVER = new AbortController().signal;

/**
 * Runs the command in a shell with the complete environment, because private registries require a token. Ends every
 * process that the command started.
 *
 * @throws CommandError with the command's last error message if the command fails, or if it does not finish in time
 * @throws the reason of the signal if it is aborted
 */
export async function runBaseSetup(
  { command, directory }: BaseSetup,
  { signal, timeoutSeconds }: SetupLimits,
): Promise<void> {
  signal.throwIfAborted();
  const name = `the baseSetup command ${JSON.stringify(command)}`;
  const shell = new SetupShell(command, directory, await import("@roadbed/plan/internal"));
  const timeout = timeoutSeconds === undefined ? NEVER : AbortSignal.timeout(timeoutSeconds * 1000);
  const stopSignal = AbortSignal.any([signal, timeout]);
  const stop = (): void => shell.stop();
  stopSignal.addEventListener("abort", stop, { once: true });
  try {
    const { code, errorOutput } = await shell.ended;
    signal.throwIfAborted();
    if (timeout.aborted)
      throw new CommandError("timeout", `${name} did not finish within ${timeoutSeconds ?? 0} seconds.`);
    if (code === 0) return;
    const ending = code === null ? "was ended by a signal" : `exited with code ${code}`;
    const lastLine = errorOutput.trim().split("\n").at(-1) ?? "";
    throw new CommandError("base-setup-failed", `${name} ${ending}${lastLine === "" ? "." : `: ${lastLine}`}`);
  } finally {
    stopSignal.removeEventListener("abort", stop);
  }
}
