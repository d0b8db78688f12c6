import { spawn, type ChildProcess } from "node:child_process";
import type { killLeftovers, killTree } from "@roadbed/plan/internal";

/** Of what a command complains, the end says why it failed. */
const KEPT_CHARACTERS = 2000;
/** How long a command may take to end once it was asked to. */
const GRACE_MILLISECONDS = 1000;
/** How long its complaints may stay open after it ended; what it left behind can hold them for ever. */
const DRAIN_MILLISECONDS = 500;

/** How a command ended. */
export interface ShellEnding {
  /** Null if a signal ended it. */
  readonly code: number | null;
  /** The end of what it wrote to standard error. */
  readonly complaint: string;
}

/** A command in a shell, with everything it starts, which ends together: at the latest with this process. */
export class SetupShell {
  /** Rejects if there is no shell. */
  readonly ended: Promise<ShellEnding>;
  readonly #process: ChildProcess;
  readonly #killers: Killers;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(command: string, directory: string, killers: Killers) {
    this.#killers = killers;
    this.#process = spawn(command, {
      cwd: directory,
      env: process.env,
      shell: true,
      stdio: ["ignore", "ignore", "pipe"],
      // A session of its own, so that all it starts can be ended with it.
      detached: process.platform !== "win32",
    });
    const { pid } = this.#process;
    const killNow = (): void => this.#kill();
    process.once("exit", killNow);
    this.ended = this.#ending().finally(() => {
      clearTimeout(this.#killTimer);
      process.removeListener("exit", killNow);
      if (pid !== undefined) killers.killLeftovers(pid);
    });
  }

  /** Asks all of it to end, and makes it end if it does not. */
  stop(): void {
    const { pid } = this.#process;
    if (this.#killTimer !== undefined || pid === undefined || !this.#isRunning) return;
    if (process.platform === "win32") this.#kill();
    else process.kill(-pid, "SIGTERM");
    this.#killTimer = setTimeout(() => this.#kill(), GRACE_MILLISECONDS);
  }

  async #ending(): Promise<ShellEnding> {
    let complaint = "";
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-KEPT_CHARACTERS);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      this.#process.once("error", reject);
      this.#process.once("close", resolve);
      this.#process.once("exit", (exitCode) => setTimeout(() => resolve(exitCode), DRAIN_MILLISECONDS));
    });
    return { code, complaint };
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  #kill(): void {
    const { pid } = this.#process;
    // The id of a process that has ended can be another's by now.
    if (pid !== undefined && this.#isRunning) this.#killers.killTree(pid);
  }
}

/** What ends processes, which is loaded only where there is such a command. */
interface Killers {
  readonly killTree: typeof killTree;
  readonly killLeftovers: typeof killLeftovers;
}
