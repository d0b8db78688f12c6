import type { PrintedOutput } from "../model/verdict";

/** The number of characters of each stream that are kept. The end usually contains the reason for a failure. */
const KEPT_CHARACTERS = 32_768;

/** Collects the end of a program's output. */
export class ProgramOutput {
  readonly #streams = { stdout: "", stderr: "" };

  /** Adds a chunk of output. */
  add(stream: keyof PrintedOutput, chunk: string): void {
    const printed = this.#streams[stream] + chunk;
    this.#streams[stream] = printed.length > 2 * KEPT_CHARACTERS ? printed.slice(-KEPT_CHARACTERS) : printed;
  }

  /** The end of each stream. */
  get tails(): PrintedOutput {
    return { stdout: tailOf(this.#streams.stdout), stderr: tailOf(this.#streams.stderr) };
  }
}

function tailOf(printed: string): string {
  return printed.length > KEPT_CHARACTERS ? `…${printed.slice(-KEPT_CHARACTERS)}` : printed;
}
