import { spawn, type ChildProcess } from "node:child_process";
import { killLeftovers, killTree } from "../process";

/** How the CLI exited, with its output. */
export interface CliExit {
  /** Absent if a signal terminated the CLI. */
  readonly code?: number;
  readonly stdout: string;
  /** The end of standard error. */
  readonly stderr: string;
}

/** A command of the CLI. */
export interface CliCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** How long the CLI may keep running after SIGINT. */
const GRACE_MILLISECONDS = 3000;
/** How long pipes may stay open after the CLI has exited. A remaining descendant can keep them open forever. */
const DRAIN_MILLISECONDS = 1000;
const STDERR_CHARACTERS = 64 * 1024;

/** A run of the CLI with all its descendants. Uses no shell. */
export class CliProcess {
  /** Rejects if the command cannot be started. */
  readonly ended: Promise<CliExit>;
  readonly #process: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;

  constructor({ command, arguments: args, directory, environment }: CliCommand) {
    this.#process = spawn(command, args, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      // A separate session, so that all descendants can be killed.
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

  /** Interrupts the CLI as Ctrl+C does. Kills it with its descendants if it does not exit in time. */
  stop(): void {
    if (this.#killTimer !== undefined || !this.#isRunning) return;
    // On Windows, a signal would terminate the CLI only, and its descendants would keep running.
    if (process.platform === "win32") this.#kill();
    else this.#process.kill("SIGINT");
    this.#killTimer = setTimeout(() => this.#kill(), GRACE_MILLISECONDS);
  }

  async #collect(): Promise<CliExit> {
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
    // The ID of an exited process can belong to another process.
    if (pid !== undefined && this.#isRunning) killTree(pid);
  }
}
