import { isComment, linesOf, type PositionedToken, type Tokenize } from "./tokens";
import { statementLines } from "./statement-lines";

/** The word that begins an exemption comment. */
export const MARKER = "roadbed-exempt";

/** An exemption comment, valid or not. */
export interface ExemptionComment {
  /** The rest of the line after the marker. */
  readonly text: string;
  /** The line of the marker, from 1. */
  readonly line: number;
  /** The column of the marker, from 1. */
  readonly column: number;
  /** The lines whose resources are exempt. */
  readonly lines: ReadonlySet<number>;
}

/** Returns the exemption comments in source code. Strings and templates are not comments. */
export function findExemptionComments(text: string, tokenize: Tokenize): readonly ExemptionComment[] {
  const tokens = tokenize(text);
  const exemptLinesAt = exemptLines(tokens);
  return tokens.flatMap((token, index) => {
    const found = isComment(token) ? commentsInToken(token) : [];
    if (found.length === 0) return [];
    const lines = exemptLinesAt(index);
    return found.map((comment) => ({ ...comment, lines }));
  });
}

/** Matches a line of a comment: its opening or a star, then the marker. */
const COMMENT_LINE = new RegExp(`^((?:\\s*(?://+|/\\*+|\\*(?!/)))?!?\\s*)${MARKER}(?![\\w-])(.*?)(?:\\*/\\s*)?$`);

function commentsInToken({
  text,
  line,
  column,
}: PositionedToken): readonly Pick<ExemptionComment, "text" | "line" | "column">[] {
  return linesOf(text).flatMap((part, index) => {
    const [, before, words] = COMMENT_LINE.exec(part) ?? [];
    if (before === undefined || words === undefined) return [];
    return [{ text: words, line: line + index, column: (index === 0 ? column : 1) + before.length }];
  });
}

/**
 * Returns a function that finds the lines that a comment applies to: the comment's own line if the comment follows
 * code, or else the lines of the statement that begins on the next line.
 */
function exemptLines(tokens: readonly PositionedToken[]): (index: number) => ReadonlySet<number> {
  const starts = nextStatements(tokens);
  const known = new Map<number, ReadonlySet<number>>();
  return (index) => {
    const [before, comment] = [tokens[index - 1], tokens[index]];
    if (comment === undefined) return NO_LINES;
    if (before !== undefined && !isComment(before) && before.lastLine === comment.line) return new Set([comment.line]);
    const start = starts[index];
    if (start === undefined) return NO_LINES;
    const lines = known.get(start) ?? statementLines(codeFrom(tokens, start));
    known.set(start, lines);
    return lines;
  };
}

const NO_LINES: ReadonlySet<number> = new Set();

/** Returns, for each comment, the token that begins on the line below it or below the comments that follow it. */
function nextStatements(tokens: readonly PositionedToken[]): readonly (number | undefined)[] {
  const below: (number | undefined)[] = [];
  // Iterates from the end, so that a file with only comments takes linear time.
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    const isNear = token !== undefined && next !== undefined && next.line <= token.lastLine + 1;
    below[index] = isNear ? (isComment(next) ? below[index + 1] : index + 1) : undefined;
  }
  return below;
}

function* codeFrom(tokens: readonly PositionedToken[], start: number): Iterable<PositionedToken> {
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token !== undefined && !isComment(token)) yield token;
  }
}
