import type { Check } from "../../../shared/argument-issues";
import { expected } from "../../../shared/checks";
import { checkJsonPattern } from "./json-pattern";
import { SyntaxIssue } from "../syntax-issue";
import { checkSpaceDelimitedPattern } from "./space-delimited-pattern";
import { checkTextPattern } from "./text-pattern";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
const MAX_CHARACTERS = 1024;
const MAX_REGULAR_EXPRESSIONS = 2;

/** A filter pattern that has been read. */
export interface FilterPattern {
  /** The log events that the pattern is for. Only patterns for JSON and space-delimited events refer to fields. */
  readonly format: "json" | "space-delimited" | "text";
  /** The selectors of JSON properties, or the names of fields. */
  readonly fields: readonly string[];
  /** Whether the pattern contains a regular expression. */
  readonly hasRegularExpression: boolean;
}

/**
 * Reads a filter pattern as far as CloudWatch Logs documents its syntax.
 *
 * @throws SyntaxIssue that describes the first mistake
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readFilterPattern(text: string): FilterPattern {
  const trimmed = text.trim();
  const expressions = trimmed.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/%[^%]*%/g) ?? [];
  const hasRegularExpression = expressions.length > 0;
  const isJson = trimmed.startsWith("{");
  if (!isJson && !trimmed.startsWith("[")) {
    checkTextPattern(trimmed);
    return { format: "text", fields: [], hasRegularExpression };
  }
  const fields = isJson ? checkJsonPattern(trimmed) : checkSpaceDelimitedPattern(trimmed);
  if (expressions.length > MAX_REGULAR_EXPRESSIONS) {
    throw new SyntaxIssue(`A pattern can contain ${MAX_REGULAR_EXPRESSIONS} regular expressions.`);
  }
  return { format: isJson ? "json" : "space-delimited", fields, hasRegularExpression };
}

/** Accepts filter patterns of CloudWatch Logs. An empty pattern matches all log events. */
export const filterPattern: Check<unknown> = (text) => {
  const what = "a filter pattern";
  if (typeof text !== "string") return expected("wrong-type", what, 'Example: { $.level = "ERROR" }.');
  if (text.length > MAX_CHARACTERS) {
    return {
      code: "out-of-range",
      statement: `expected ${what} of at most ${MAX_CHARACTERS} characters, got ${text.length}`,
    };
  }
  try {
    readFilterPattern(text);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxIssue) return expected("invalid-format", what, error.message);
    throw error;
  }
};
