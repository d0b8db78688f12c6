import { spawn, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";

/** How a process came to its end. */
export interface ExitStatus {
  /** Absent if a signal ended it. */
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
}

export interface NodeProcessOptions {
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onOutput: (stream: "stdout" | "stderr", text: string) => void;
}

/** How long a program may go on after it was asked to end. */
const GRACE_MILLISECONDS = 1000;

/** Programs under way: they end with this process, however many there are. */
const running = new Set<NodeProcess>();
process.on("exit", () => {
  for (const child of running) child.kill();
});

/** A node process with everything it starts, which ends together. */
export class NodeProcess {
  readonly ended: Promise<ExitStatus>;
  readonly #process: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(options: NodeProcessOptions) {
    this.#process = spawn(process.execPath, options.arguments, {
      cwd: options.directory,
      env: options.environment,
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that what the program starts can be ended with it.
      detached: process.platform !== "win32",
    });
    running.add(this);
    this.#forward("stdout", options.onOutput);
    this.#forward("stderr", options.onOutput);
    this.ended = new Promise<ExitStatus>((resolve, reject) => {
      this.#process.once("error", reject);
      // Not "close": what the program left behind may hold its pipes open.
      this.#process.once("exit", (code, signal) => {
        // What began a session of its own goes on, and would keep this process from ending.
        for (const stream of [this.#process.stdout, this.#process.stderr]) (stream as Socket | null)?.unref();
        resolve({ ...(code === null ? {} : { code }), ...(signal === null ? {} : { signal }) });
      });
    }).finally(() => {
      clearTimeout(this.#killTimer);
      running.delete(this);
      // Whatever the program started and did not wait for.
      this.#signal("SIGKILL");
    });
  }

  /** Asks the process to end, and makes it end if it does not. */
  stop(): void {
    if (this.#killTimer !== undefined) return;
    this.#signal("SIGTERM");
    this.#killTimer = setTimeout(() => this.#signal("SIGKILL"), GRACE_MILLISECONDS);
  }

  /** Ends it at once, with everything it started. */
  kill(): void {
    this.#signal("SIGKILL");
  }

  /** Gives the program a moment to end by itself. */
  stopSoon(): void {
    this.#killTimer ??= setTimeout(() => this.#signal("SIGKILL"), GRACE_MILLISECONDS);
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
      // Nothing is left of the group.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
