import type { OutputStream } from "../terminal/output-stream";
import { oneLine } from "../terminal/escape";
import { counted } from "../util/counted";

const REDRAW_MILLISECONDS = 100;
/** The assumed width of a terminal that does not report its width. */
const DEFAULT_COLUMNS = 40;

/** Shows the progress of previews. */
export interface Progress {
  started(label: string): void;
  registered(label: string, count: number): void;
  ended(label: string): void;
  /** Clears the progress line. */
  close(): void;
}

const silent: Progress = {
  started: () => undefined,
  registered: () => undefined,
  ended: () => undefined,
  close: () => undefined,
};

/** Returns a progress line that is redrawn on a terminal, or an object that shows nothing on other streams. */
export function progressOn(
  stream: OutputStream,
  total: number,
  quiet: boolean,
  now: () => number = Date.now,
): Progress {
  return stream.isTTY === true && !quiet ? new ProgressLine(stream, total, now) : silent;
}

class ProgressLine implements Progress {
  readonly #stream: OutputStream;
  readonly #total: number;
  readonly #now: () => number;
  readonly #start: number;
  readonly #counts = new Map<string, number>();
  #done = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(stream: OutputStream, total: number, now: () => number) {
    this.#stream = stream;
    this.#total = total;
    this.#now = now;
    this.#start = now();
    this.#timer = setInterval(() => this.#draw(), REDRAW_MILLISECONDS).unref();
  }

  started(label: string): void {
    this.#counts.set(label, 0);
    this.#draw();
  }

  registered(label: string, count: number): void {
    this.#counts.set(label, count); // drawn by the timer, because a program may register thousands of resources in a second
  }

  ended(label: string): void {
    this.#counts.delete(label);
    this.#done += 1;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stream.write("\r\u001b[K");
  }

  #draw(): void {
    const seconds = ((this.#now() - this.#start) / 1000).toFixed(1);
    const running = [...this.#counts]
      .map(([label, count]) => `${oneLine(label)} (${counted(count, "resource")})`)
      .join(", ");
    const share = this.#total > 1 ? ` ${this.#done + 1} of ${this.#total}` : "";
    const line = `previewing${share}, ${seconds} s: ${running}`;
    this.#stream.write(`\r${line.slice(0, (this.#stream.columns ?? DEFAULT_COLUMNS) - 1)}\u001b[K`);
  }
}
