import { spawn, type ChildProcess } from "node:child_process";
import { killLeftovers, killTree } from "../process";

/** How a run of the CLI ended. */
export interface CliEnding {
  /** Absent if a signal ended it. */
  readonly code?: number;
  readonly stdout: string;
  /** The last of it. */
  readonly stderr: string;
}

export interface CliCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** How long the CLI may take to end by itself once it was asked to. */
const GRACE_MILLISECONDS = 3000;
/** How long pipes may stay open after the CLI ended; a process that it left behind can hold them for ever. */
const DRAIN_MILLISECONDS = 1000;
const STDERR_CHARACTERS = 64 * 1024;

/** One run of the CLI with everything it starts. No shell is involved. */
export class CliProcess {
  /** Rejects if the command cannot be started. */
  readonly ended: Promise<CliEnding>;
  readonly #process: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;

  constructor({ command, arguments: list, directory, environment }: CliCommand) {
    this.#process = spawn(command, list, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      // A session of its own, so that all it starts can be ended with it.
      detached: process.platform !== "win32",
    });
    const { pid } = this.#process;
    const killAtExit = (): void => this.#kill();
    process.once("exit", killAtExit);
    this.ended = this.#collect().finally(() => {
      clearTimeout(this.#killTimer);
      process.removeListener("exit", killAtExit);
      if (pid !== undefined) killLeftovers(pid);
    });
  }

  /** Asks the CLI to stop, as Ctrl+C does, and ends everything if it does not. */
  stop(): void {
    if (this.#killTimer !== undefined || !this.#isRunning) return;
    // Windows has no signal for this: the CLI would end, and leave the rest behind.
    if (process.platform === "win32") this.#kill();
    else this.#process.kill("SIGINT");
    this.#killTimer = setTimeout(() => this.#kill(), GRACE_MILLISECONDS);
  }

  async #collect(): Promise<CliEnding> {
    const stdout: Buffer[] = [];
    let stderr = "";
    this.#process.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    this.#process.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      stderr = (stderr + chunk).slice(-STDERR_CHARACTERS);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      this.#process.once("error", reject);
      this.#process.once("close", resolve);
      this.#process.once("exit", (exitCode) => setTimeout(() => resolve(exitCode), DRAIN_MILLISECONDS).unref());
    });
    return { ...(code === null ? {} : { code }), stdout: Buffer.concat(stdout).toString("utf8"), stderr };
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  #kill(): void {
    const { pid } = this.#process;
    // The id of a process that has ended can be another's by now.
    if (pid !== undefined && this.#isRunning) killTree(pid);
  }
}
