import { quote } from "../../../shared/wording";
import { SyntaxIssue } from "../syntax-issue";

/** A command of a query with its arguments. */
export interface QueryPart {
  /** The text without comments, in which `""` stands for each string and `//` for each regular expression. */
  masked: string;
  /** The strings without quotation marks, in order. */
  readonly strings: string[];
  /** The regular expressions without slashes, in order. */
  readonly expressions: string[];
}

const STRING = /(["'])((?:(?!\1)[^\\]|\\[^])*)\1/y;
const FIELD = /`[^`]*`/y;
const EXPRESSION = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\//y;
// AWS documents only the hash character, but uses two slashes in examples.
const COMMENT = /(?:#|\/\/)[^\n]*/y;
const PREVIEW_CHARACTERS = 20;

/**
 * Splits a query into its commands.
 *
 * @throws SyntaxIssue if a string, a regular expression, or a parenthesis is not closed
 */
export function splitQuery(query: string): readonly QueryPart[] {
  return new QuerySplitter(query).split();
}

/** Reads a query from left to right. */
class QuerySplitter {
  private readonly query: string;
  private readonly parts: QueryPart[] = [emptyPart()];
  private position = 0;
  private depth = 0;

  constructor(query: string) {
    this.query = query;
  }

  split(): readonly QueryPart[] {
    while (this.position < this.query.length) {
      if (!this.readLiteral()) this.readCharacter();
    }
    if (this.depth > 0) throw new SyntaxIssue('A "(" is not closed.');
    return this.parts;
  }

  /** Reads a comment, a string, a field in backticks, or a regular expression. Returns whether there is one. */
  private readLiteral(): boolean {
    if (this.match(COMMENT)) return true;
    const { part } = this;
    const string = this.match(STRING);
    const field = string ? undefined : this.match(FIELD);
    const expression = !string && !field && beginsExpression(part.masked) ? this.match(EXPRESSION) : undefined;
    if (string) part.strings.push(string[2] ?? "");
    if (expression) part.expressions.push(expression[1] ?? "");
    part.masked += string ? '""' : expression ? "//" : (field?.[0] ?? "");
    return string !== undefined || field !== undefined || expression !== undefined;
  }

  private readCharacter(): void {
    const { part } = this;
    const character = this.query.charAt(this.position);
    this.position += 1;
    if (/["'`]/.test(character) || (character === "/" && beginsExpression(part.masked))) {
      const rest = this.query.slice(this.position, this.position + PREVIEW_CHARACTERS);
      throw new SyntaxIssue(`The ${character} before ${quote(rest)} is not closed.`);
    }
    if (character === "(") this.depth += 1;
    if (character === ")") this.depth -= 1;
    if (this.depth < 0) throw new SyntaxIssue('A ")" has no matching "(".');
    // Pipes in parentheses belong to subqueries.
    if (character === "|" && this.depth === 0) this.parts.push(emptyPart());
    else part.masked += character;
  }

  private get part(): QueryPart {
    const part = this.parts.at(-1);
    if (part === undefined) throw new Error("A query has at least one part.");
    return part;
  }

  private match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.position;
    const found = expression.exec(this.query);
    if (found === null) return undefined;
    this.position += found[0].length;
    return found;
  }
}

const emptyPart = (): QueryPart => ({ masked: "", strings: [], expressions: [] });

/** Whether a slash begins a regular expression rather than a division. */
const beginsExpression = (before: string): boolean => /^\s*parse\b/i.test(before) || /(?:\blike|=~)\s*$/i.test(before);
