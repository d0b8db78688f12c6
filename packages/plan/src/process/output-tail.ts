/** The number of characters of a program's most recent output that are kept to diagnose a failure. */
const TAIL_CHARACTERS = 8192;

/** Keeps the end of output that arrives in chunks. */
export class OutputTail {
  #text = "";

  add(piece: string): void {
    this.#text = (this.#text + piece).slice(-TAIL_CHARACTERS);
  }

  get text(): string {
    return this.#text.trim();
  }
}
