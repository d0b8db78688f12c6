import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { childKey } from "../shared/children";
import { insightsQuery } from "./insights-query/query-checks";
import { checkLogGroup, type LogGroupReference } from "./log-group-names";
import { LOG_QUERIES_ARGUMENTS, LOG_QUERIES_DEFAULTS, type LogQueriesArgs } from "./log-queries-args";

/** The checked arguments of a LogQueries. */
export interface LogQueriesSettings extends AwsComponentArgs {
  readonly folder: string;
  readonly logGroupNames: readonly pulumi.Input<string>[];
  readonly queries: Readonly<Record<string, string>>;
}

const MAX_LOG_GROUPS = 50;
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
const MAX_NAME_CHARACTERS = 255;

const queryName = childKey("the name of a query", "errors");
const folderName = matching(
  /^[^/\s](?:[^/]*[^/\s])?(?:\/[^/\s](?:[^/]*[^/\s])?)*$/,
  "the names of folders, separated by slashes",
  'Example: "shop/orders".',
);

/** Returns the name of the child for a query. */
export const queryChild = (query: string): string => `query-${query}`;

/**
 * Checks the arguments of a LogQueries.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkLogQueriesArgs(name: string, args: LogQueriesArgs): LogQueriesSettings {
  const issues = new ArgumentIssues("LogQueries", name);
  const settings = withDefaults(issues, LOG_QUERIES_DEFAULTS, LOG_QUERIES_ARGUMENTS, args, ["logGroups"]);
  const logGroups = checkLogGroups(issues, settings.logGroups);
  const folder = settings.folder ?? `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
  const isFolder = settings.folder === undefined || issues.check("folder", settings.folder, folderName);
  const queries = checkQueries(issues, settings.queries, isFolder ? folder : "", logGroups);
  const region = issues.checkOptionalInput("region", settings.region, regionName);
  const tags = checkAwsTags(issues, settings.tags);
  checkAdoption(issues, settings, Object.keys(queries).map(queryChild));
  issues.throwIfAny();
  const { adopt } = settings;
  const common = { ...(adopt && { adopt }), ...(region !== undefined && { region }), tags };
  return { ...common, folder, queries, logGroupNames: logGroups.map((logGroup) => logGroup.name) };
}

function checkLogGroups(
  issues: ArgumentIssues,
  logGroups: NonNullable<LogQueriesArgs["logGroups"]>,
): readonly LogGroupReference[] {
  if (!Array.isArray(logGroups)) {
    const remedy = 'Example: [service, "/aws/lambda/resize"].';
    issues.add("logGroups", logGroups, expected("wrong-type", "an array of log groups", remedy));
    return [];
  }
  const elements = [...(logGroups as NonNullable<LogQueriesArgs["logGroups"]>)];
  if (elements.length > MAX_LOG_GROUPS) {
    const statement = `expected at most ${MAX_LOG_GROUPS} log groups, got ${elements.length}`;
    issues.add("logGroups", undefined, { code: "out-of-range", statement });
  }
  const checked = elements.map((element, index) => checkLogGroup(issues, `logGroups[${index}]`, element));
  checked.forEach(({ name, logClass }, index) => {
    const path = `logGroups[${index}]`;
    if (typeof name === "string" && checked.findIndex((other) => other.name === name) < index) {
      issues.add(path, name, { code: "duplicate", statement: (got) => `the log group ${got} occurs twice` });
    }
    if (logClass !== "DELIVERY") return;
    issues.add(path, undefined, {
      code: "conflict",
      statement: 'log groups of the class "DELIVERY" cannot be queried',
      remedy: "Remove the log group.",
    });
  });
  return checked;
}

function checkQueries(
  issues: ArgumentIssues,
  queries: Readonly<Record<string, string>>,
  folder: string,
  logGroups: readonly LogGroupReference[],
): Readonly<Record<string, string>> {
  const remedy = `Example: { errors: 'filter level = "ERROR"' }.`;
  if (!issues.check("queries", queries, plainObject("an object of queries", remedy))) return {};
  const entries = Object.entries(queries);
  if (entries.length === 0) {
    issues.add("queries", undefined, {
      code: "out-of-range",
      statement: "expected at least one query, got none",
      remedy,
    });
  }
  const logClasses = new Set(logGroups.flatMap(({ logClass }) => logClass ?? []));
  for (const [key, query] of entries) {
    const path = `queries.${key}`;
    issues.check(path, key, queryName);
    issues.check(path, query, insightsQuery(logClasses));
    const length = `${folder}/${key}`.length;
    if (length <= MAX_NAME_CHARACTERS) continue;
    issues.add(path, undefined, {
      code: "out-of-range",
      statement: `expected a name of at most ${MAX_NAME_CHARACTERS} characters including the folder, got ${length}`,
    });
  }
  return queries;
}
