import { MetricMathError } from "./errors";
import { quote } from "../../../shared/wording";

/** A token of a metric math expression. */
export interface Token {
  readonly kind: "end" | "name" | "number" | "string" | "symbol";
  /** The characters of the token; without the quotation marks for a string. */
  readonly text: string;
  /** The index of the first character in the expression. */
  readonly position: number;
}

// "AND" and "OR" are operators, so they are symbols like their other forms "&&" and "||".
const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?|\.\d+)|(?<symbol>(?:AND|OR)\b|&&|\|\||[=!<>]=|[-+*/^<>()[\],])|(?<name>[A-Za-z]\w*)|"(?<double>[^"]*)"|'(?<single>[^']*)')/y;

/** Returns the tokens of an expression, ending with a token of the kind "end". */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== "") {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (match?.groups === undefined) throw unexpectedCharacter(text, position);
    position = TOKEN.lastIndex;
    const { number, symbol, name, double, single } = match.groups;
    const start = match.index + match[0].search(/\S/);
    if (number !== undefined) tokens.push({ kind: "number", text: number, position: start });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol, position: start });
    else if (name !== undefined) tokens.push({ kind: "name", text: name, position: start });
    else tokens.push({ kind: "string", text: double ?? single ?? "", position: start });
  }
  return [...tokens, { kind: "end", text: "", position: text.length }];
}

function unexpectedCharacter(text: string, position: number): MetricMathError {
  const start = position + text.slice(position).search(/\S/);
  const character = text.charAt(start);
  const remedy = character === "=" ? 'Compare with "==".' : /["']/.test(character) ? "Close the string." : "Remove it.";
  return new MetricMathError("syntax", `unexpected ${quote(character)} at character ${start + 1}`, remedy);
}
