import { isComment, linesOf, type PlacedToken, type Tokenize } from "./placed-tokens";
import { statementLines } from "./statement-lines";

/** The word that an exemption comment begins with. */
export const MARKER = "roadbed-exempt";

/** An exemption comment, valid or not. */
export interface Marker {
  /** The rest of the line after the word. */
  readonly text: string;
  /** The position of the word, from 1. */
  readonly line: number;
  readonly column: number;
  /** The lines whose resources are exempt. */
  readonly lines: ReadonlySet<number>;
}

/** Returns the exemption comments in source code. Strings and templates are not comments. */
export function markersIn(text: string, tokenize: Tokenize): readonly Marker[] {
  const tokens = tokenize(text);
  const about = linesAbout(tokens);
  return tokens.flatMap((token, index) => {
    const found = isComment(token) ? wordsIn(token) : [];
    if (found.length === 0) return [];
    const lines = about(index);
    return found.map((words) => ({ ...words, lines }));
  });
}

/** Matches a line of a comment: what opens it, or a star, then the word. */
const WORDS = new RegExp(`^((?:\\s*(?://+|/\\*+|\\*(?!/)))?!?\\s*)${MARKER}(?![\\w-])(.*?)(?:\\*/\\s*)?$`);

function wordsIn({ text, line, column }: PlacedToken): readonly Pick<Marker, "text" | "line" | "column">[] {
  return linesOf(text).flatMap((part, index) => {
    const [, before, words] = WORDS.exec(part) ?? [];
    if (before === undefined || words === undefined) return [];
    return [{ text: words, line: line + index, column: (index === 0 ? column : 1) + before.length }];
  });
}

/** Returns the lines that a comment applies to: its own line behind code, or else the statement that begins on the next line. */
function linesAbout(tokens: readonly PlacedToken[]): (index: number) => ReadonlySet<number> {
  const starts = statementsBelow(tokens);
  const known = new Map<number, ReadonlySet<number>>();
  return (index) => {
    const [before, comment] = [tokens[index - 1], tokens[index]];
    if (comment === undefined) return NONE;
    if (before !== undefined && !isComment(before) && before.lastLine === comment.line) return new Set([comment.line]);
    const start = starts[index];
    if (start === undefined) return NONE;
    const lines = known.get(start) ?? statementLines(codeFrom(tokens, start));
    known.set(start, lines);
    return lines;
  };
}

const NONE: ReadonlySet<number> = new Set();

/** Returns, for each comment, the token that begins on the line below it or below the comments that follow it. */
function statementsBelow(tokens: readonly PlacedToken[]): readonly (number | undefined)[] {
  const below: (number | undefined)[] = [];
  // From the end, so that a file with only comments takes linear time.
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    const isNear = token !== undefined && next !== undefined && next.line <= token.lastLine + 1;
    below[index] = isNear ? (isComment(next) ? below[index + 1] : index + 1) : undefined;
  }
  return below;
}

function* codeFrom(tokens: readonly PlacedToken[], start: number): Iterable<PlacedToken> {
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token !== undefined && !isComment(token)) yield token;
  }
}
