import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { alternatives, quote, suggestName } from "../../shared/wording";
import { childKey } from "../shared/children";
import { filterPattern, readFilterPattern, type FilterPattern } from "./filter-pattern/filter-pattern";
import { isSelector } from "./filter-pattern/json-pattern";
import type { LogGroupArgs, LogGroupMetricFilterArgs } from "./log-group-args";
import { metricFilterSettings, type MetricFilterSettings } from "./metric-filters";
import { METRIC_UNITS } from "./metric-units";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
const MAX_FILTERS = 100;
const MAX_FILTERS_WITH_REGULAR_EXPRESSIONS = 5;
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
const MAX_DIMENSIONS = 3;

const PROPERTIES: Readonly<Record<keyof LogGroupMetricFilterArgs, true>> = {
  pattern: true,
  metricName: true,
  namespace: true,
  value: true,
  unit: true,
  dimensions: true,
  defaultValue: true,
};

const filterName = childKey("the name of a metric filter", "errors");
export const metricName = matching(
  /^[^:*$]{1,255}$/,
  "the name of a metric",
  'Use up to 255 characters without ":", "*", and "$".',
);
export const metricNamespace: Check<unknown> = (namespace) => {
  const what = "the namespace of a metric";
  if (typeof namespace !== "string") return expected("wrong-type", what);
  if (/^AWS\//i.test(namespace))
    return expected("not-allowed", what, 'Namespaces that begin with "AWS/" are reserved.');
  return /^[\w.\-/# ]{1,255}$/.test(namespace)
    ? undefined
    : expected("invalid-format", what, 'Use up to 255 letters, digits, and characters ".-_/#".');
};
const metricUnit: Check<unknown> = (unit) => {
  const what = "a unit of CloudWatch";
  if (typeof unit !== "string") return expected("wrong-type", what);
  const isUnit = METRIC_UNITS.some((known) => known === unit);
  return isUnit ? undefined : expected("not-allowed", what, suggestName(unit, METRIC_UNITS));
};
const dimensionName = matching(
  /^(?=.*\S)(?!:)[\x20-\x7e]{1,255}$/,
  "the name of a dimension",
  "Use up to 255 ASCII characters, not beginning with a colon.",
);

/** Checks the metric filters of a log group and returns them with their defaults. */
export function checkMetricFilters(
  issues: ArgumentIssues,
  component: string,
  filters: NonNullable<LogGroupArgs["metricFilters"]>,
): Readonly<Record<string, MetricFilterSettings>> {
  if (!issues.check("metricFilters", filters, plainObject("an object of metric filters"))) return {};
  const entries = Object.entries(filters);
  checkCount(issues, entries.length, MAX_FILTERS, "metric filters");
  const checked = entries.flatMap(([key, filter]) => {
    const path = `metricFilters.${key}`;
    issues.check(path, key, filterName);
    if (!issues.check(path, filter, plainObject("a metric filter", 'Example: { pattern: "ERROR" }.'))) return [];
    issues.checkNames(path, filter, Object.keys(PROPERTIES));
    const pattern = checkMetricFilter(issues, path, filter);
    const settings = metricFilterSettings(component, key, filter);
    // The names of the project, the stack, and the component need not be valid in metrics.
    issues.check(`${path}.metricName`, settings.metricName, metricName);
    issues.check(`${path}.namespace`, settings.namespace, metricNamespace);
    return [{ key, pattern, settings }];
  });
  const withExpressions = checked.filter(({ pattern }) => pattern?.hasRegularExpression);
  const what = "metric filters with regular expressions";
  checkCount(issues, withExpressions.length, MAX_FILTERS_WITH_REGULAR_EXPRESSIONS, what);
  return Object.fromEntries(checked.map(({ key, settings }) => [key, settings]));
}

function checkCount(issues: ArgumentIssues, count: number, maximum: number, what: string): void {
  if (count <= maximum) return;
  issues.add("metricFilters", undefined, {
    code: "out-of-range",
    statement: `expected at most ${maximum} ${what}, got ${count}`,
  });
}

/** Checks a metric filter. Returns its pattern; `undefined` if the pattern is invalid. */
function checkMetricFilter(
  issues: ArgumentIssues,
  path: string,
  filter: LogGroupMetricFilterArgs,
): FilterPattern | undefined {
  const isPattern = issues.check(`${path}.pattern`, filter.pattern, filterPattern);
  const pattern = isPattern ? readFilterPattern(filter.pattern) : undefined;
  if (filter.unit !== undefined) issues.check(`${path}.unit`, filter.unit, metricUnit);
  const { value = 1, dimensions = {}, defaultValue } = filter;
  if (typeof value === "number") issues.check(`${path}.value`, value, finiteNumber("a finite number"));
  else if (pattern) issues.check(`${path}.value`, value, fieldOf(pattern, "a number, or "));
  checkDimensions(issues, `${path}.dimensions`, dimensions, pattern);
  if (defaultValue === undefined || defaultValue === false) return pattern;
  const isNumber = issues.check(`${path}.defaultValue`, defaultValue, finiteNumber("a finite number or false"));
  if (isNumber && Object.keys(dimensions).length > 0) {
    issues.add(`${path}.defaultValue`, defaultValue, {
      code: "conflict",
      statement: "cannot be set together with dimensions, because CloudWatch Logs supports only one of them",
      remedy: "Remove defaultValue or dimensions.",
    });
  }
  return pattern;
}

function checkDimensions(
  issues: ArgumentIssues,
  path: string,
  dimensions: Readonly<Record<string, string>>,
  pattern: FilterPattern | undefined,
): void {
  if (!issues.check(path, dimensions, plainObject("an object of properties or fields"))) return;
  const entries = Object.entries(dimensions);
  if (entries.length > MAX_DIMENSIONS) {
    issues.add(path, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_DIMENSIONS} dimensions, got ${entries.length}`,
    });
  }
  for (const [name, field] of entries) {
    issues.check(`${path}.${name}`, name, dimensionName);
    if (pattern) issues.check(`${path}.${name}`, field, fieldOf(pattern));
  }
}

const finiteNumber =
  (what: string): Check<unknown> =>
  (value) => {
    if (typeof value !== "number") return expected("wrong-type", what);
    return Number.isFinite(value) ? undefined : expected("out-of-range", what);
  };

/** Accepts references to what a pattern reads from log events: `$.latency` or `$bytes`. */
const fieldOf =
  ({ format, fields }: FilterPattern, prefix = ""): Check<unknown> =>
  (value) => {
    if (format === "json") {
      const what = `${prefix}a property of the log events`;
      if (typeof value !== "string") return expected("wrong-type", what, 'Example: "$.latency".');
      return isSelector(value) ? undefined : expected("invalid-format", what, 'Example: "$.latency".');
    }
    if (format === "text") {
      return {
        code: "conflict",
        statement: (got) => `a pattern of terms has no fields, got ${got}`,
        remedy: "Use a pattern for JSON or space-delimited log events.",
      };
    }
    const known = fields.map((field) => `$${field}`);
    const what = `${prefix}a field of the pattern`;
    if (typeof value !== "string") return expected("wrong-type", what, `Use ${alternatives(known.map(quote))}.`);
    return known.includes(value) || /^\$\d+$/.test(value)
      ? undefined
      : expected("not-allowed", what, suggestName(value, known));
  };
