import type { OutputStream } from "./output-stream";

/** The streams that a command writes to, and the signal that cancels it. */
export interface CommandIO {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly signal: AbortSignal;
}
