import { quote } from "../../../shared/wording";
import { missing, readComparison, readConditions, readEnd, type ConditionFormat } from "./condition";
import { SyntaxIssue } from "../syntax-issue";
import { PatternScanner } from "./pattern-scanner";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
const MAX_WILDCARDS_IN_SELECTOR = 1;
const MAX_WILDCARDS_IN_PATTERN = 3;

const SELECTOR = /\$(?:\.\*|\.?\[(?:\d+|\*|'[^']*'|"[^"]*")\]|\.[^\s.[\]=<>!&|(){}"',%*$]+)+/y;
const BARE_VALUE = /[^\s()&|"'{}=<>!,%~]+/y;

/**
 * Checks a pattern for JSON log events: `{ $.level = "ERROR" }`.
 *
 * @returns The property selectors of the pattern.
 * @throws SyntaxIssue that describes the first mistake
 */
export function checkJsonPattern(text: string): readonly string[] {
  const selectors: string[] = [];
  const format: ConditionFormat = {
    bareValue: BARE_VALUE,
    readCondition: (scanner) => {
      const selector = readSelector(scanner);
      selectors.push(selector);
      if (!readPredicate(scanner)) readComparison(scanner, selector, format);
    },
  };
  const scanner = new PatternScanner(text);
  scanner.read(/\{/y);
  readConditions(scanner, format);
  readEnd(scanner, "}");
  checkWildcards(selectors);
  return selectors;
}

/** Whether a text is a property selector: `$.level`. */
export const isSelector = (text: string): boolean => new PatternScanner(text).read(SELECTOR) === text;

function readSelector(scanner: PatternScanner): string {
  const selector = scanner.read(SELECTOR);
  if (selector !== undefined) return selector;
  const name = scanner.read(/[\w.@-]+/y);
  throw new SyntaxIssue(
    name === undefined
      ? missing(scanner, 'A property selector such as "$.level"')
      : `A property selector begins with "$.". Write ${quote(`$.${name}`)} instead of ${quote(name)}.`,
  );
}

/** Reads `IS NULL`, `IS TRUE`, `IS FALSE`, or `NOT EXISTS`. Returns whether there is one. */
function readPredicate(scanner: PatternScanner): boolean {
  const word = scanner.read(/[A-Za-z]+/y);
  if (word === undefined) return false;
  const predicate = `${word} ${scanner.read(/[A-Za-z]+/y) ?? ""}`.trimEnd();
  if (/^(?:IS (?:NULL|TRUE|FALSE)|NOT EXISTS)$/i.test(predicate)) return true;
  throw new SyntaxIssue(
    `${quote(predicate)} is not supported. Use a comparison, IS NULL, IS TRUE, IS FALSE, or NOT EXISTS.${
      /^exists$/i.test(word) ? ' Write "= *" for properties that exist.' : ""
    }`,
  );
}

function checkWildcards(selectors: readonly string[]): void {
  const counts = selectors.map((selector) => selector.match(/\.\*|\[\*\]/g)?.length ?? 0);
  if (counts.some((count) => count > MAX_WILDCARDS_IN_SELECTOR)) {
    throw new SyntaxIssue("A property selector can contain one wildcard.");
  }
  if (counts.reduce((sum, count) => sum + count, 0) > MAX_WILDCARDS_IN_PATTERN) {
    throw new SyntaxIssue(`A pattern can contain ${MAX_WILDCARDS_IN_PATTERN} wildcards in property selectors.`);
  }
}
