import { quote } from "../../../shared/wording";
import { SyntaxIssue } from "../syntax-issue";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
const SUPPORTED = /^[A-Za-z0-9:_#=@/;,\-^$?[\]{}|\\*+. ]*$/;
const ESCAPE = /\\(x[0-9A-Fa-f]{2}|.|$)/g;
const ESCAPED = /^(?:x[0-9A-Fa-f]{2}|[dDsSwW]|[^A-Za-z0-9])$/;

/**
 * Checks a regular expression in a filter pattern, which supports fewer operators than other expressions.
 *
 * @param text - the expression with its percent signs
 * @throws SyntaxIssue if CloudWatch Logs does not support the expression
 */
export function checkRegularExpression(text: string): void {
  const expression = text.slice(1, -1);
  if (expression === "") throw new SyntaxIssue("The regular expression between the percent signs is empty.");
  if (/[()]/.test(expression)) {
    throw new SyntaxIssue(
      String.raw`The regular expression ${quote(text)} contains parentheses, which are not supported. Write \x28 and \x29 to match them.`,
    );
  }
  if (!SUPPORTED.test(expression)) {
    throw new SyntaxIssue(
      String.raw`The regular expression ${quote(text)} contains a character that is not supported. Write its code instead: \x21 for "!".`,
    );
  }
  for (const [escape, escaped = ""] of expression.matchAll(ESCAPE)) {
    if (ESCAPED.test(escaped)) continue;
    throw new SyntaxIssue(
      String.raw`The regular expression ${quote(text)} contains "${escape}", which is not supported. Use \d, \s, \w, or \xhh.`,
    );
  }
  try {
    new RegExp(expression);
  } catch {
    throw new SyntaxIssue(`${quote(text)} is not a regular expression.`);
  }
}
