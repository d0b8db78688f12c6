import { dirname } from "node:path";
import { readPolicyFiles } from "../../targets/settings/policy-files";
import { CommandError } from "../../failures/command-error";
import { SetupShell } from "./setup-shell";

/** A command that makes the files of a base ready to run. */
export interface BaseSetup {
  readonly command: string;
  /** Where: the folder of the file that says so. */
  readonly directory: string;
}

/**
 * The `baseSetup` of the settings at the base, for a program in `directory`.
 *
 * @throws CommandError if the settings are wrong
 */
export async function baseSetupOf(directory: string): Promise<BaseSetup | undefined> {
  const files = await readPolicyFiles({ directory });
  const own = files.at(-1);
  const command = own?.content.baseSetup;
  return own === undefined || command === undefined ? undefined : { command, directory: dirname(own.yaml.path) };
}

/** What may end a command early. */
export interface SetupLimits {
  readonly signal: AbortSignal;
  /** @default no limit */
  readonly timeoutSeconds?: number;
}

const NEVER = new AbortController().signal;

/**
 * Runs it in a shell, as the base's own scripts. Its environment is the caller's, since packages of one's own want a token.
 * Whatever it starts ends with it.
 *
 * @throws CommandError with the end of what it complained, if it fails or is too slow; the signal's reason, if that ends it
 */
export async function runBaseSetup(
  { command, directory }: BaseSetup,
  { signal, timeoutSeconds }: SetupLimits,
): Promise<void> {
  signal.throwIfAborted();
  const name = `baseSetup ${JSON.stringify(command)}`;
  const shell = new SetupShell(command, directory, await import("@roadbed/plan/internal"));
  const late = timeoutSeconds === undefined ? NEVER : AbortSignal.timeout(timeoutSeconds * 1000);
  const early = AbortSignal.any([signal, late]);
  const stop = (): void => shell.stop();
  early.addEventListener("abort", stop, { once: true });
  try {
    const { code, complaint } = await shell.ended;
    signal.throwIfAborted();
    if (late.aborted) throw new CommandError("timeout", `${name} did not end within ${timeoutSeconds ?? 0} seconds.`);
    if (code === 0) return;
    const ending = code === null ? "was ended by a signal" : `ended with ${code}`;
    const last = complaint.trim().split("\n").at(-1) ?? "";
    throw new CommandError("error", `${name} ${ending}${last === "" ? "" : `: ${last}`}`);
  } finally {
    early.removeEventListener("abort", stop);
  }
}
