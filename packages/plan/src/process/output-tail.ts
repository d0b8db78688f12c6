/** Keeps the end of output that arrives in chunks. */
export class OutputTail {
  readonly #characters: number;
  #text = "";
  #isCut = false;

  /** @param characters - the maximum number of characters to keep */
  constructor(characters: number) {
    this.#characters = characters;
  }

  add(chunk: string): void {
    this.#text += chunk;
    // Not after every chunk, because a cut copies the text.
    if (this.#text.length > 2 * this.#characters) this.#cut();
  }

  /** Whether the beginning of the output is missing. */
  get isCut(): boolean {
    return this.#isCut || this.#text.length > this.#characters;
  }

  /** The end of the output. It begins with a complete line, because a part of a secret would not be recognized. */
  get text(): string {
    if (!this.isCut) return this.#text;
    const end = this.#text.slice(-this.#characters);
    const lineBreak = end.indexOf("\n");
    return lineBreak === -1 ? "" : end.slice(lineBreak + 1);
  }

  #cut(): void {
    this.#text = this.#text.slice(-this.#characters);
    this.#isCut = true;
  }
}
