import { alternatives, quote } from "../../../shared/wording";
import { SyntaxIssue } from "../syntax-issue";
import type { PatternScanner } from "./pattern-scanner";
import { checkRegularExpression } from "./regular-expression";

const OPERATORS = ["=", "!=", "<", "<=", ">", ">="];
/** The operators of other languages, and what to write instead. */
const FOREIGN_OPERATORS: Readonly<Record<string, string>> = {
  "==": "=",
  "===": "=",
  "<>": "!=",
  "!==": "!=",
  "=!": "!=",
  "=<": "<=",
  "=>": ">=",
  "=~": "= with a regular expression between percent signs",
  "~": "= with a regular expression between percent signs",
  "~=": "= with a regular expression between percent signs",
};
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** How conditions are written in one format of patterns. */
export interface ConditionFormat {
  /** Matches a value without quotation marks. */
  readonly bareValue: RegExp;
  /** Reads one condition. */
  readonly readCondition: (scanner: PatternScanner) => void;
}

/**
 * Reads conditions that are combined with `&&`, `||`, and parentheses.
 *
 * @throws SyntaxIssue that describes the first mistake
 */
export function readConditions(scanner: PatternScanner, format: ConditionFormat): void {
  do {
    if (scanner.read(/\(/y) === undefined) {
      format.readCondition(scanner);
      continue;
    }
    readConditions(scanner, format);
    if (scanner.read(/\)/y) === undefined) throw new SyntaxIssue(missing(scanner, '")"'));
  } while (scanner.read(/&&|\|\|/y) !== undefined);
  const connective = scanner.read(/(?:and|or)\b|&|\|/iy);
  if (connective === undefined) return;
  const replacement = /^(?:and|&)$/i.test(connective) ? "&&" : "||";
  throw new SyntaxIssue(`Write ${quote(replacement)} instead of ${quote(connective)}.`);
}

/**
 * Reads the end of a pattern: `}`.
 *
 * @throws SyntaxIssue if it is missing, or if something follows
 */
export function readEnd(scanner: PatternScanner, end: string): void {
  if (scanner.read(/\)/y) !== undefined) throw new SyntaxIssue('A ")" has no matching "(".');
  if (!scanner.rest.startsWith(end)) throw new SyntaxIssue(missing(scanner, quote(end)));
  scanner.read(/[}\]]/y);
  if (!scanner.isAtEnd)
    throw new SyntaxIssue(`The pattern ends with ${quote(end)}, but ${quote(scanner.rest)} follows.`);
}

/** Returns the statement that something is missing. */
export const missing = (scanner: PatternScanner, what: string): string =>
  scanner.isAtEnd ? `${what} is missing at the end.` : `${what} is missing before ${quote(scanner.rest)}.`;

/**
 * Reads an operator and its value.
 *
 * @param subject - what is compared
 * @throws SyntaxIssue that describes the first mistake
 */
export function readComparison(scanner: PatternScanner, subject: string, { bareValue }: ConditionFormat): void {
  const operator = scanner.read(/[=<>!~]+/y);
  if (operator === undefined) throw new SyntaxIssue(missing(scanner, `The operator after ${quote(subject)}`));
  if (!OPERATORS.includes(operator)) {
    const replacement = FOREIGN_OPERATORS[operator];
    throw new SyntaxIssue(`The operator ${quote(operator)} is unknown. Use ${replacement ?? alternatives(OPERATORS)}.`);
  }
  const value = readValue(scanner, operator, bareValue);
  if (/[<>]/.test(operator) && !NUMBER.test(value)) {
    throw new SyntaxIssue(`The operator ${quote(operator)} needs a number without quotation marks, not ${value}.`);
  }
}

function readValue(scanner: PatternScanner, operator: string, bareValue: RegExp): string {
  const expression = scanner.read(/%[^%]*%/y);
  if (expression !== undefined) {
    checkRegularExpression(expression);
    return expression;
  }
  const value = scanner.read(/"(?:[^"\\]|\\.)*"/y) ?? scanner.read(bareValue);
  if (value !== undefined) return value;
  if (scanner.read(/"/y) !== undefined) throw new SyntaxIssue("A double quotation mark is not closed.");
  if (scanner.read(/%/y) !== undefined)
    throw new SyntaxIssue("The percent sign after a regular expression is missing.");
  if (scanner.read(/'/y) !== undefined) throw new SyntaxIssue("Enclose the value in double quotation marks.");
  throw new SyntaxIssue(missing(scanner, `The value after ${quote(operator)}`));
}
