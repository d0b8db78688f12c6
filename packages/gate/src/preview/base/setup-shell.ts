import { spawn, type ChildProcess } from "node:child_process";
import type { killLeftovers, killTree, OutputTail } from "@roadbed/plan/internal";

/** The number of characters of standard error that are kept. The end contains the reason for a failure. */
const KEPT_CHARACTERS = 2000;
/** The time in which a command must end after SIGTERM. */
const GRACE_MILLISECONDS = 1000;
/** The time to wait after the exit for standard error to close. A process that is still running can keep it open. */
const DRAIN_MILLISECONDS = 500;

/** The exit code and error output of a command. */
export interface ShellEnding {
  /** The exit code. Null if a signal ended the command. */
  readonly code: number | null;
  /** The end of standard error. */
  readonly errorOutput: string;
}

/**
 * A command in a shell. All processes that it starts are ended when it ends, and at the latest when this process exits.
 */
export class SetupShell {
  /** Resolves when the command has ended. Rejects if the shell cannot be started. */
  readonly ended: Promise<ShellEnding>;
  readonly #process: ChildProcess;
  readonly #helpers: ProcessHelpers;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(command: string, directory: string, helpers: ProcessHelpers) {
    this.#helpers = helpers;
    this.#process = spawn(command, {
      cwd: directory,
      env: process.env,
      shell: true,
      stdio: ["ignore", "ignore", "pipe"],
      // Run in a separate process group, so that all processes of the command can be ended together.
      detached: process.platform !== "win32",
    });
    const { pid } = this.#process;
    const killNow = (): void => this.#kill();
    process.once("exit", killNow);
    this.ended = this.#ending().finally(() => {
      clearTimeout(this.#killTimer);
      process.removeListener("exit", killNow);
      if (pid !== undefined) helpers.killLeftovers(pid);
    });
  }

  /** Ends all processes of the command: first with SIGTERM, then with SIGKILL. */
  stop(): void {
    const { pid } = this.#process;
    if (this.#killTimer !== undefined || pid === undefined || !this.#isRunning) return;
    if (process.platform === "win32") this.#kill();
    else process.kill(-pid, "SIGTERM");
    this.#killTimer = setTimeout(() => this.#kill(), GRACE_MILLISECONDS);
  }

  async #ending(): Promise<ShellEnding> {
    const errorOutput = new this.#helpers.OutputTail(KEPT_CHARACTERS);
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errorOutput.add(text);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      this.#process.once("error", reject);
      this.#process.once("close", resolve);
      this.#process.once("exit", (exitCode) => setTimeout(() => resolve(exitCode), DRAIN_MILLISECONDS));
    });
    return { code, errorOutput: errorOutput.text };
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  #kill(): void {
    const { pid } = this.#process;
    // Do not kill a process that has ended, because its ID may have been reused.
    if (pid !== undefined && this.#isRunning) this.#helpers.killTree(pid);
  }
}

/** Functions that end processes. They are loaded only if there is a command. */
interface ProcessHelpers {
  readonly killTree: typeof killTree;
  readonly killLeftovers: typeof killLeftovers;
  readonly OutputTail: typeof OutputTail;
}
