import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const POLL_MILLISECONDS = 200;
const CHUNK_BYTES = 1024 * 1024;

/** Reads a file line by line while another process writes it. */
export class FileTail {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  readonly #timer: NodeJS.Timeout;
  #position = 0;
  #rest = "";
  #error: unknown;

  /** @param onLine - called for each line. If it throws, reading stops, and `finish` throws the error. */
  constructor(path: string, onLine: (line: string) => void) {
    this.#path = path;
    this.#onLine = onLine;
    this.#timer = setInterval(() => this.#poll(), POLL_MILLISECONDS).unref();
  }

  /** Stops reading the file. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /**
   * Reads the rest of the file. An incomplete last line is ignored, because the writer was stopped while it wrote the
   * line.
   */
  finish(): void {
    this.stop();
    this.#poll();
    if (this.#error !== undefined) throw this.#error as Error;
  }

  #poll(): void {
    if (this.#error !== undefined) return;
    try {
      this.#readNext();
    } catch (error) {
      // The file does not exist until the other process writes to it.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#error = error;
    }
  }

  #readNext(): void {
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
