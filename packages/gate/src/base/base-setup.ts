import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { readPolicyFiles } from "../config/policy-files";
import { CommandError } from "../exit-codes";

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

/** Of what a command complains, the end says why it failed. */
const KEPT_CHARACTERS = 2000;

/**
 * Runs it in a shell, as the base's own scripts. Its environment is the caller's, since packages of one's own want a token.
 *
 * @throws CommandError with the end of what it complained, if it fails
 */
export async function runBaseSetup({ command, directory }: BaseSetup, signal: AbortSignal): Promise<void> {
  const child = spawn(command, {
    cwd: directory,
    env: process.env,
    shell: true,
    signal,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-KEPT_CHARACTERS);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  const ending = code === null ? "was ended by a signal" : `ended with ${code}`;
  const last = complaint.trim().split("\n").at(-1) ?? "";
  throw new CommandError("error", `baseSetup ${JSON.stringify(command)} ${ending}${last === "" ? "" : `: ${last}`}`);
}
