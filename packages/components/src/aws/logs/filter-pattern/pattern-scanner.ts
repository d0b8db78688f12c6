/** Reads a filter pattern from left to right. */
export class PatternScanner {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether only white space is left. */
  get isAtEnd(): boolean {
    this.skipSpace();
    return this.position >= this.text.length;
  }

  /** The text that is left, shortened for messages. */
  get rest(): string {
    this.skipSpace();
    return this.text.slice(this.position, this.position + 20);
  }

  /** Reads what a sticky expression matches after white space; returns `undefined`, and reads nothing, if it does not match. */
  read(expression: RegExp): string | undefined {
    this.skipSpace();
    expression.lastIndex = this.position;
    const [match] = expression.exec(this.text) ?? [];
    if (match !== undefined) this.position += match.length;
    return match;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.position))) this.position += 1;
  }
}
