/** What is kept of each stream: the end, where the reason for a failure stands. */
const KEPT_CHARACTERS = 32_768;

/** What a program printed, or the end of it. */
export class ProgramOutput {
  readonly #texts = { stdout: "", stderr: "" };

  add(stream: "stdout" | "stderr", text: string): void {
    const all = this.#texts[stream] + text;
    this.#texts[stream] = all.length > 2 * KEPT_CHARACTERS ? all.slice(-KEPT_CHARACTERS) : all;
  }

  get texts(): { readonly stdout: string; readonly stderr: string } {
    return { stdout: ending(this.#texts.stdout), stderr: ending(this.#texts.stderr) };
  }
}

function ending(text: string): string {
  return text.length > KEPT_CHARACTERS ? `…${text.slice(-KEPT_CHARACTERS)}` : text;
}
