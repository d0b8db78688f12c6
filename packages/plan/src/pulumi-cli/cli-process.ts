import { spawn, type ChildProcess } from "node:child_process";
import { killLeftovers, killTree, OutputTail } from "../process";

/** How the CLI exited, together with its output. */
export interface CliExit {
  /** The exit code. Absent if a signal terminated the CLI. */
  readonly code?: number;
  readonly stdout: string;
  /** The end of standard error. */
  readonly stderr: string;
}

/** A command to run. */
export interface CliCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The time that the CLI may keep running after SIGINT. */
const GRACE_MILLISECONDS = 3000;
/** The time that pipes may stay open after the CLI has exited. A remaining descendant can keep them open forever. */
const DRAIN_MILLISECONDS = 1000;
const STDERR_CHARACTERS = 64 * 1024;

/** A CLI process with all its descendants. The command runs without a shell. */
export class CliProcess {
  /** Resolves when the CLI has exited. Rejects if the command cannot be started. */
  readonly ended: Promise<CliExit>;
  readonly #process: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;

  constructor({ command, arguments: args, directory, environment }: CliCommand) {
    this.#process = spawn(command, args, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      // In a separate session, all descendants can be found and killed.
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

  /** Interrupts the CLI like Ctrl+C. If the CLI does not exit in time, kills it and its descendants. */
  stop(): void {
    if (this.#killTimer !== undefined || !this.#isRunning) return;
    // On Windows, a signal would terminate only the CLI, and its descendants would keep running.
    if (process.platform === "win32") this.#kill();
    else this.#process.kill("SIGINT");
    this.#killTimer = setTimeout(() => this.#kill(), GRACE_MILLISECONDS);
  }

  async #collect(): Promise<CliExit> {
    const stdout: Buffer[] = [];
    const stderr = new OutputTail(STDERR_CHARACTERS);
    this.#process.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    this.#process.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      stderr.add(chunk);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      this.#process.once("error", reject);
      this.#process.once("close", resolve);
      this.#process.once("exit", (exitCode) => setTimeout(() => resolve(exitCode), DRAIN_MILLISECONDS).unref());
    });
    return { ...(code === null ? {} : { code }), stdout: Buffer.concat(stdout).toString("utf8"), stderr: stderr.text };
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  #kill(): void {
    const { pid } = this.#process;
    // After a process has exited, its ID can belong to a different process.
    if (pid !== undefined && this.#isRunning) killTree(pid);
  }
}
