import type { Token } from "js-tokens";

/** A token with the position of its first character and the line of its last one, from 1. */
export interface PositionedToken {
  readonly type: Token["type"];
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly lastLine: number;
}

/**
 * A function that returns the tokens of source code, valid or not. TypeScript code has the same kinds of tokens as
 * JavaScript code.
 */
export type Tokenize = (text: string) => readonly PositionedToken[];

/** Loads the tokenizer. Programs without exemption comments do not need it. */
export async function loadTokenizer(): Promise<Tokenize> {
  const { default: jsTokens } = await import("js-tokens");
  return (text) => {
    const tokens: PositionedToken[] = [];
    let line = 1;
    let column = 1;
    for (const { type, value } of jsTokens(text)) {
      const lines = linesOf(value);
      const lastLine = line + lines.length - 1;
      if (!BLANK.has(type)) tokens.push({ type, text: value, line, column, lastLine });
      column = (lines.length > 1 ? 1 : column) + (lines.at(-1)?.length ?? 0);
      line = lastLine;
    }
    return tokens;
  };
}

/** Splits source code at the line terminators of JavaScript. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}

const BLANK: ReadonlySet<Token["type"]> = new Set<Token["type"]>(["WhiteSpace", "LineTerminatorSequence"]);

/** Whether a token is a comment. */
export function isComment({ type }: Pick<PositionedToken, "type">): boolean {
  return type === "SingleLineComment" || type === "MultiLineComment" || type === "HashbangComment";
}
