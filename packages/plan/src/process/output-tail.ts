/** How much of a program's most recent output is kept to diagnose a failure. */
const TAIL_CHARACTERS = 8192;

/** Keeps the end of an output that arrives in pieces. */
export class OutputTail {
  #text = "";

  add(piece: string): void {
    this.#text = (this.#text + piece).slice(-TAIL_CHARACTERS);
  }

  get text(): string {
    return this.#text.trim();
  }
}
