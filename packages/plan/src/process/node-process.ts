import { spawn, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createProcessMark } from "./marked-processes";

/** How a process exited. */
export interface ExitStatus {
  /** The exit code. Absent if a signal terminated the process. */
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
}

/** Options for a Node.js process. */
export interface NodeProcessOptions {
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onOutput: (stream: "stdout" | "stderr", text: string) => void;
  /**
   * Whether the process has a pipe with the file descriptor 3, on which it waits for one byte from `release`.
   *
   * @default false
   */
  readonly isHeld?: boolean;
}

/** The time that a process may keep running after SIGTERM. */
const GRACE_MILLISECONDS = 1000;

/** The running processes, which are killed when this process exits. */
const running = new Set<NodeProcess>();
process.on("exit", () => {
  for (const child of running) child.kill();
});

/** A Node.js process that is terminated together with all its descendants. */
export class NodeProcess {
  readonly ended: Promise<ExitStatus>;
  readonly #process: ChildProcess;
  readonly #mark = createProcessMark();
  #killTimer: NodeJS.Timeout | undefined;

  constructor(options: NodeProcessOptions) {
    this.#process = spawn(process.execPath, options.arguments, {
      cwd: options.directory,
      env: { ...options.environment, ...this.#mark.variables },
      stdio: ["ignore", "pipe", "pipe", ...(options.isHeld === true ? ["pipe" as const] : [])],
      // In a separate process group, descendants can be terminated together with the process.
      detached: process.platform !== "win32",
    });
    running.add(this);
    // Writing fails if the process has exited. `ended` reports the exit.
    this.#pipe?.on("error", () => undefined);
    this.#forward("stdout", options.onOutput);
    this.#forward("stderr", options.onOutput);
    this.ended = new Promise<ExitStatus>((resolve, reject) => {
      this.#process.once("error", reject);
      // The "close" event is not suitable, because descendants can keep the pipes open.
      this.#process.once("exit", (code, signal) => {
        // A descendant in its own session can keep the pipes open, which must not keep this process alive.
        for (const stream of [this.#process.stdout, this.#process.stderr]) (stream as Socket | null)?.unref();
        this.#pipe?.destroy();
        resolve({ ...(code === null ? {} : { code }), ...(signal === null ? {} : { signal }) });
      });
    }).finally(() => {
      clearTimeout(this.#killTimer);
      running.delete(this);
      // The signal kills the descendants that are still running.
      this.kill();
    });
  }

  /** Lets a held process continue. */
  release(): void {
    this.#pipe?.end("1");
  }

  /** Terminates the process. Kills it if it does not exit in time. */
  stop(): void {
    if (this.#killTimer !== undefined) return;
    this.#signal("SIGTERM");
    this.#killTimer = setTimeout(() => this.#signal("SIGKILL"), GRACE_MILLISECONDS);
  }

  /** Kills the process and its descendants immediately. */
  kill(): void {
    this.#signal("SIGKILL");
    this.#mark.killAll();
  }

  /** Kills the process if it does not exit by itself in time. */
  stopSoon(): void {
    this.#killTimer ??= setTimeout(() => this.#signal("SIGKILL"), GRACE_MILLISECONDS);
  }

  get #pipe(): Writable | undefined {
    return (this.#process.stdio[3] as Writable | null | undefined) ?? undefined;
  }

  #forward(stream: "stdout" | "stderr", onOutput: NodeProcessOptions["onOutput"]): void {
    const decoder = new StringDecoder("utf8");
    this.#process[stream]?.on("data", (chunk: Buffer) => {
      const text = decoder.write(chunk);
      if (text !== "") onOutput(stream, text);
    });
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#process.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      // The process group no longer exists.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
