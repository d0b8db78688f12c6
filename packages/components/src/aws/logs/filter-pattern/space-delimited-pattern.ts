import { missing, readComparison, readConditions, readEnd, type ConditionFormat } from "./condition";
import { SyntaxIssue } from "../syntax-issue";
import { PatternScanner } from "./pattern-scanner";

const BARE_VALUE = /[^\s,()&|"'[\]=<>!%~]+/y;

/**
 * Checks a pattern for log events whose fields are separated by spaces: `[ip, ..., status = 5*, bytes]`.
 *
 * @returns The names of the fields.
 * @throws SyntaxIssue that describes the first mistake
 */
export function checkSpaceDelimitedPattern(text: string): readonly string[] {
  const fields = new Set<string>();
  const format: ConditionFormat = {
    bareValue: BARE_VALUE,
    readCondition: (scanner) => {
      const name = scanner.read(/[\w-]+/y);
      if (name === undefined) throw new SyntaxIssue(missing(scanner, "The name of a field"));
      fields.add(name);
      if (!isEndOfField(scanner)) readComparison(scanner, name, format);
    },
  };
  const scanner = new PatternScanner(text);
  checkFieldCount(text);
  scanner.read(/\[/y);
  do {
    // Fields can have no name: `[..., status = 5*, ]`.
    if (scanner.read(/\.\.\./y) === undefined && !/^[,\]]/.test(scanner.rest)) readConditions(scanner, format);
  } while (scanner.read(/,/y) !== undefined);
  readEnd(scanner, "]");
  return [...fields];
}

/** Reports patterns without fields, and terms in brackets, which would be the name of the only field. */
function checkFieldCount(text: string): void {
  const [, term] = /^\[\s*([\w-]*)\s*\]$/.exec(text) ?? [];
  if (term === "") throw new SyntaxIssue("The pattern has no fields.");
  if (term === undefined) return;
  throw new SyntaxIssue(
    `The pattern matches all log events of one word. Write ${term} for log events that contain it, or [${term} = *] for those of one word.`,
  );
}

const isEndOfField = (scanner: PatternScanner): boolean => /^(?:[,\])]|&&|\|\||$)/.test(scanner.rest);
