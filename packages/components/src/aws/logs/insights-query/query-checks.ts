import type { Check, IssueDetail } from "../../../shared/argument-issues";
import { expected } from "../../../shared/checks";
import { quote, similarName } from "../../../shared/wording";
import { SyntaxIssue } from "../syntax-issue";
import type { LogGroupClass } from "../log-group-args";
import { QUERY_COMMANDS } from "./commands";
import { splitQuery, type QueryPart } from "./split-query";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
const MAX_CHARACTERS = 10_000;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html
const MAX_LIMIT = 100_000;
const COMMANDS_PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html";

const COMMANDS_BY_LOWERCASE = new Map([...QUERY_COMMANDS.keys()].map((name) => [name.toLowerCase(), name]));

/** Accepts queries of CloudWatch Logs Insights, as far as AWS documents the syntax of commands. */
export const insightsQuery =
  (logClasses: ReadonlySet<LogGroupClass>): Check<unknown> =>
  (query) => {
    const what = "a query of CloudWatch Logs Insights";
    if (typeof query !== "string") return expected("wrong-type", what, 'Example: filter level = "ERROR" | limit 50.');
    if (query.length > MAX_CHARACTERS) {
      return {
        code: "out-of-range",
        statement: `expected ${what} of at most ${MAX_CHARACTERS} characters, got ${query.length}`,
      };
    }
    try {
      if (/^\s*$/.test(query)) return expected("invalid-format", what, "The query is empty.");
      const commands = splitQuery(query).map(checkCommand);
      return logClasses.has("INFREQUENT_ACCESS") ? unsupportedCommand(commands) : undefined;
    } catch (error) {
      if (error instanceof SyntaxIssue) return expected("invalid-format", what, error.message);
      throw error;
    }
  };

function unsupportedCommand(commands: readonly string[]): IssueDetail | undefined {
  const unsupported = commands.find((name) => QUERY_COMMANDS.get(name)?.inInfrequentAccess === false);
  return unsupported === undefined
    ? undefined
    : {
        code: "conflict",
        statement: `log groups of the class "INFREQUENT_ACCESS" do not support the command ${quote(unsupported)}`,
        remedy: 'Use another command, or log groups of the class "STANDARD".',
      };
}

/**
 * Checks a command. Returns its name.
 *
 * @throws SyntaxIssue that describes the first mistake
 */
function checkCommand(part: QueryPart): string {
  const text = part.masked.trim();
  if (text === "") throw new SyntaxIssue('A command is missing before or after "|".');
  const [, word = "", rest = ""] = /^([A-Za-z]+)\b(.*)$/s.exec(text) ?? [];
  const name = COMMANDS_BY_LOWERCASE.get(word.toLowerCase());
  if (name === undefined) throw new SyntaxIssue(unknownCommand(word, text));
  const given = rest.trim();
  if (given === "" && QUERY_COMMANDS.get(name)?.needsArguments) {
    throw new SyntaxIssue(`The command ${quote(name)} needs arguments.`);
  }
  if (name === "limit") checkLimit(given);
  if (name === "sort") checkSort(given);
  if (name === "parse") checkParse(part);
  return name;
}

function unknownCommand(word: string, text: string): string {
  if (word === "") return `A command is missing before ${quote(text.slice(0, 20))}. Example: filter.`;
  const statement = `The command ${quote(word)} is unknown.`;
  if (/^select$/i.test(word)) return `${statement} Saved queries use the query language of CloudWatch Logs, not SQL.`;
  const similar = similarName(word, [...QUERY_COMMANDS.keys()]);
  return `${statement} ${similar === undefined ? `See ${COMMANDS_PAGE}.` : `Did you mean ${quote(similar)}?`}`;
}

function checkLimit(given: string): void {
  const [, count] = /^(?:any\s+)?(\d+)$/i.exec(given) ?? [];
  if (count !== undefined && Number(count) >= 1 && Number(count) <= MAX_LIMIT) return;
  throw new SyntaxIssue(`The command "limit" needs a number from 1 to ${MAX_LIMIT}, not ${quote(given)}.`);
}

/** Checks that each field is followed by `asc`, `desc`, or nothing. */
function checkSort(given: string): void {
  const withoutCalls = given.replace(/\w*\([^()]*\)/g, "call");
  for (const field of withoutCalls.split(",")) {
    const [, direction] = /^\s*(?:[@\w.]+|`[^`]*`)\s+([A-Za-z]+)\s*$/.exec(field) ?? [];
    if (direction !== undefined && !/^(?:asc|desc)$/i.test(direction)) {
      throw new SyntaxIssue(`The command "sort" has the orders asc and desc, not ${quote(direction)}.`);
    }
  }
}

/** Checks that a `parse` command names what it extracts. */
function checkParse({ masked, strings, expressions }: QueryPart): void {
  const [expression] = expressions;
  if (expression !== undefined) {
    if (/\(\?<[A-Za-z]/.test(expression)) return;
    throw new SyntaxIssue('The regular expression of the command "parse" has no named group: (?<user>\\S+).');
  }
  const [glob] = strings;
  if (glob === undefined) throw new SyntaxIssue('The command "parse" needs a string or a regular expression.');
  const [, aliases] = /\bas\b(.*)$/is.exec(masked) ?? [];
  if (aliases === undefined) throw new SyntaxIssue('The command "parse" needs names: parse @message "user=*" as user.');
  const wildcards = glob.split("*").length - 1;
  const names = aliases.split(",").length;
  if (names <= wildcards) return;
  throw new SyntaxIssue(`The command "parse" has more names (${names}) than wildcards in its string (${wildcards}).`);
}
