import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { TARGET_VARIABLES } from "../src/preview/base/base-of-ci";

const PACKAGE = join(__dirname, "..");
/** The path of the compiled command. */
export const BIN = join(PACKAGE, "bin", "roadbed.js");

export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  /** Called with the process ID after the start. */
  readonly onStarted?: (pid: number) => void;
}

/** Returns the directory of a program in testdata. */
export const fixture = (name: string): string => join(PACKAGE, "testdata", name);

/** The tests themselves may run for a pull request, which has a base. */
const NO_PULL_REQUEST = Object.fromEntries(TARGET_VARIABLES.map((name) => [name, ""]));

/** Runs the compiled command in a separate process, without colors and without a terminal. */
export function roadbed(parameters: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  if (!existsSync(join(PACKAGE, "dist", "cli", "main.js")))
    throw new Error("packages/gate/dist is missing; run `npm run build` before the tests of the command.");
  const { directory = PACKAGE, onStarted } = options;
  const environment = { ...process.env, ...NO_PULL_REQUEST, ...options.environment };
  delete environment.FORCE_COLOR; // Jest sets it
  const child = spawn(process.execPath, [BIN, ...parameters], {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  if (child.pid !== undefined) onStarted?.(child.pid);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
