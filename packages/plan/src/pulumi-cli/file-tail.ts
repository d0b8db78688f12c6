import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const POLL_MILLISECONDS = 200;
const CHUNK_BYTES = 1024 * 1024;

/** Follows a file that another process writes, line by line. */
export class FileTail {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  readonly #timer: NodeJS.Timeout;
  #position = 0;
  #rest = "";
  #fault: unknown;

  /** `onLine` may throw: that ends the reading, and `finish` throws it again. */
  constructor(path: string, onLine: (line: string) => void) {
    this.#path = path;
    this.#onLine = onLine;
    this.#timer = setInterval(() => this.#poll(), POLL_MILLISECONDS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Reads what is left. A last line without an end is not delivered: the writer was stopped in the middle of it. */
  finish(): void {
    this.stop();
    this.#poll();
    if (this.#fault !== undefined) throw this.#fault as Error;
  }

  #poll(): void {
    if (this.#fault !== undefined) return;
    try {
      this.#readOn();
    } catch (error) {
      // The file does not exist until the writer has something to say.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#fault = error;
    }
  }

  #readOn(): void {
    const file = openSync(this.#path, "r");
    try {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      for (;;) {
        const count = readSync(file, chunk, 0, CHUNK_BYTES, this.#position);
        if (count === 0) return;
        this.#position += count;
        const lines = (this.#rest + this.#decoder.write(chunk.subarray(0, count))).split("\n");
        this.#rest = lines.pop() ?? "";
        lines.forEach(this.#onLine);
      }
    } finally {
      closeSync(file);
    }
  }
}
