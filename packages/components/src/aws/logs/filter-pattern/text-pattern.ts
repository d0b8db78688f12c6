import { quote } from "../../../shared/wording";
import { SyntaxIssue } from "../syntax-issue";
import { PatternScanner } from "./pattern-scanner";
import { checkRegularExpression } from "./regular-expression";

/**
 * Checks a pattern of terms: `ERROR -timeout`, `?ERROR ?WARN`, `"connection refused"`, or `%5\d\d%`.
 *
 * @throws SyntaxIssue that describes the first mistake
 */
export function checkTextPattern(text: string): void {
  const scanner = new PatternScanner(text);
  const prefixes = new Set<string>();
  while (!scanner.isAtEnd) {
    prefixes.add(scanner.read(/[?-]/y) ?? "");
    readTerm(scanner);
  }
  if (prefixes.has("?") && prefixes.size > 1) {
    throw new SyntaxIssue(
      'CloudWatch Logs ignores terms with a question mark beside other terms. Put "?" before all terms, or before none.',
    );
  }
}

function readTerm(scanner: PatternScanner): void {
  const expression = scanner.read(/%[^%]*%(?!\S)/y);
  if (expression !== undefined) {
    checkRegularExpression(expression);
    return;
  }
  const term = scanner.read(/(?:"(?:[^"\\]|\\.)*"|[\p{L}\p{N}_]+)(?!\S)/uy);
  if (term === undefined) throw new SyntaxIssue(remedyFor(scanner.read(/\S+/y) ?? ""));
}

function remedyFor(term: string): string {
  if (term === "") return 'A term is missing after "?" or "-" at the end.';
  if (term.startsWith("$.")) return "Enclose conditions on properties of JSON events in braces.";
  if (term.startsWith('"')) return "A double quotation mark is not closed, or not followed by a space.";
  if (term.startsWith("%"))
    return "The percent sign after a regular expression is missing, or not followed by a space.";
  if (/^(?:\|\|?|&&?)$/.test(term)) {
    return 'Terms have no operators. Put "?" before each of the alternatives: ?ERROR ?WARN. Without it, events must contain all terms.';
  }
  if (/^\/.*\/$/.test(term)) return `Enclose a regular expression in percent signs: %${term.slice(1, -1)}%.`;
  return `The term ${quote(term)} contains characters other than letters, digits, and underscores. Enclose it in double quotation marks.`;
}
