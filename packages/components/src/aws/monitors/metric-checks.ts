import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import type { Metric } from "./metric";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html
const MAX_NAME_CHARACTERS = 255;
const MAX_DIMENSION_VALUE_CHARACTERS = 1024;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
const MAX_DIMENSIONS = 30;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
const NAMED_STATISTICS = "Average|IQM|Maximum|Minimum|SampleCount|Sum";
const PERCENT = String.raw`(?:\d{1,2}(?:\.\d{1,10})?|100)`;
const BOUND = String.raw`\d+(?:\.\d{1,10})?`;
const RANGE = String.raw`(?:${PERCENT}%:${PERCENT}%|${PERCENT}%:|:${PERCENT}%|${BOUND}:${BOUND}|${BOUND}:|:${BOUND})`;
const VALUE_RANGE = `(?:${BOUND}:${BOUND}|${BOUND}:|:${BOUND})`;
const statisticFormat = new RegExp(
  String.raw`^(?:${NAMED_STATISTICS}|(?:p|tm|tc|ts|wm)${PERCENT}|(?:TM|TC|TS|WM)\(${RANGE}\)|PR\(${VALUE_RANGE}\))$`,
);

const statistic = matching(
  statisticFormat,
  "a statistic of CloudWatch",
  'Examples: "Sum", "Average", "p99", "tm95", "TM(10%:90%)", "PR(:300)".',
);
const namespaceFormat = matching(/^[\w.\-/#: ]{1,255}$/, "a namespace", 'Example: "AWS/ApplicationELB".');
const nameFormat = matching(/^[\x20-\x7e]{1,255}$/, `1 to ${MAX_NAME_CHARACTERS} ASCII characters`);
const dimensionFormat = matching(
  /^(?=.*\S)(?!:)[\x20-\x7e]{1,255}$/,
  `the name of a dimension: 1 to ${MAX_NAME_CHARACTERS} ASCII characters, not beginning with a colon`,
);

const namespaceCheck: Check<unknown> = (value) =>
  typeof value === "string" && value.startsWith(":")
    ? expected("invalid-format", "a namespace that does not begin with a colon")
    : namespaceFormat(value);

/** Accepts values of dimensions. */
const dimensionValue: Check<unknown> = (value) => {
  const what = `a value of 1 to ${MAX_DIMENSION_VALUE_CHARACTERS} characters`;
  if (typeof value !== "string") return expected("wrong-type", what);
  return value.trim() !== "" && value.length <= MAX_DIMENSION_VALUE_CHARACTERS
    ? undefined
    : expected("out-of-range", what);
};

/** Checks a metric. */
export function checkMetric(issues: ArgumentIssues, path: string, metric: Metric): void {
  if (!issues.check(path, metric, plainObject("a metric"))) return;
  issues.checkNames(path, metric, ["namespace", "name", "statistic", "dimensions"]);
  issues.check(`${path}.namespace`, metric.namespace, namespaceCheck);
  issues.check(`${path}.name`, metric.name, nameFormat);
  issues.check(`${path}.statistic`, metric.statistic, statistic);
  const { dimensions } = metric;
  if (!issues.check(`${path}.dimensions`, dimensions, plainObject("values of dimensions by name"))) return;
  const entries = Object.entries(dimensions);
  if (entries.length > MAX_DIMENSIONS) {
    issues.add(`${path}.dimensions`, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_DIMENSIONS} dimensions, got ${entries.length}`,
    });
  }
  for (const [name, value] of entries) {
    issues.check(`${path}.dimensions.${name}`, name, dimensionFormat);
    // The value of an output is often known only after the deployment, and comes from AWS itself.
    if (isPlainValue(value)) issues.check(`${path}.dimensions.${name}`, value, dimensionValue);
  }
}
