import type { OutputTail } from "@roadbed/plan/internal";
import type { PrintedOutput } from "../model/verdict";

/** The number of characters of each stream that are kept. The end usually contains the reason for a failure. */
const KEPT_CHARACTERS = 32_768;

/** Collects the end of a program's output. */
export class ProgramOutput {
  readonly #streams: Readonly<Record<keyof PrintedOutput, OutputTail>>;

  /** @param Tail - the class, which only commands that run a program load */
  constructor(Tail: typeof OutputTail) {
    this.#streams = { stdout: new Tail(KEPT_CHARACTERS), stderr: new Tail(KEPT_CHARACTERS) };
  }

  /** Adds a chunk of output. */
  add(stream: keyof PrintedOutput, chunk: string): void {
    this.#streams[stream].add(chunk);
  }

  /** The end of each stream. */
  get tails(): PrintedOutput {
    return { stdout: shownTail(this.#streams.stdout), stderr: shownTail(this.#streams.stderr) };
  }
}

const shownTail = ({ isCut, text }: OutputTail): string => (isCut ? `…\n${text}` : text);
