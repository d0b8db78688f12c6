import type { ArgumentIssueCode, ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { analyzeMetricMath, RESULT_ID } from "./metric-math/analysis";
import type { MetricMathError, MetricMathErrorCode } from "./metric-math/errors";
import type { MetricMath } from "./metric";
import { checkMetric } from "./metric-checks";

/** The limit of metrics in the math expression of an alarm. */
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
const MAX_METRICS_IN_ALARM = 10;
/** The limit of metrics and expressions in a chart. */
const MAX_QUERIES = 500;
const MAX_ID_CHARACTERS = 255;
const MAX_EXPRESSION_CHARACTERS = 2048;

const CODES: Readonly<Record<MetricMathErrorCode, ArgumentIssueCode>> = {
  syntax: "invalid-format",
  ambiguous: "invalid-format",
  "unknown-function": "not-allowed",
  "argument-count": "out-of-range",
  "argument-type": "wrong-type",
  "undefined-id": "not-allowed",
  circular: "conflict",
  alarm: "conflict",
  result: "wrong-type",
};

const idCheck = matching(
  /^[a-z]\w{0,254}$/,
  `an ID of letters, digits, and underscores, with up to ${MAX_ID_CHARACTERS} characters`,
  "Begin with a lowercase letter.",
);

/** Checks metric math. Each expression must be valid, and an alarm needs exactly one time series. */
export function checkMetricMath(issues: ArgumentIssues, path: string, math: MetricMath, forAlarm: boolean): void {
  issues.checkNames(path, math, ["metrics", "expressions", "expression"]);
  const { metrics, expressions = {}, expression } = math;
  const isComplete = [
    issues.check(`${path}.metrics`, metrics, plainObject("metrics by ID")),
    issues.check(`${path}.expressions`, expressions, plainObject("expressions by ID")),
  ].every(Boolean);
  if (!isComplete) return;
  checkIds(issues, path, math);
  checkCount(issues, path, math, forAlarm);
  for (const [id, metric] of Object.entries(metrics)) checkMetric(issues, `${path}.metrics.${id}`, metric);
  const strings = [
    ...Object.entries(expressions).map(([id, text]) => [`${path}.expressions.${id}`, text] as const),
    [`${path}.expression`, expression] as const,
  ];
  const areValid = strings.map(([stringPath, value]) => issues.check(stringPath, value, expressionText)).every(Boolean);
  if (!areValid) return;
  const { issues: found, unusedMetrics } = analyzeMetricMath(math, forAlarm);
  for (const { id, error } of found) {
    const isResult = id === RESULT_ID;
    const text = isResult ? expression : expressions[id];
    issues.add(isResult ? `${path}.expression` : `${path}.expressions.${id}`, text, toDetail(error));
  }
  for (const id of unusedMetrics) {
    issues.add(`${path}.metrics.${id}`, undefined, {
      code: "conflict",
      statement: "no expression refers to the metric",
      remedy: "Remove it, because each metric of an alarm is charged.",
    });
  }
}

const toDetail = ({ code, message, remedy }: MetricMathError) => ({
  code: CODES[code],
  statement: message,
  ...(remedy !== undefined && { remedy }),
});

function expressionText(value: unknown) {
  const what = `an expression of 1 to ${MAX_EXPRESSION_CHARACTERS} characters`;
  if (typeof value !== "string") return expected("wrong-type", what);
  return value.trim() !== "" && value.length <= MAX_EXPRESSION_CHARACTERS ? undefined : expected("out-of-range", what);
}

function checkIds(issues: ArgumentIssues, path: string, { metrics, expressions = {} }: MetricMath): void {
  const ids = [
    ...Object.keys(metrics).map((id) => [`${path}.metrics.${id}`, id] as const),
    ...Object.keys(expressions).map((id) => [`${path}.expressions.${id}`, id] as const),
  ];
  for (const [idPath, id] of ids) {
    issues.check(idPath, id, idCheck);
    if (id !== RESULT_ID) continue;
    issues.add(idPath, id, {
      code: "conflict",
      statement: (got) => `${got} is the ID of the last expression`,
      remedy: "Use another ID.",
    });
  }
  for (const id of Object.keys(expressions)) {
    if (!Object.hasOwn(metrics, id)) continue;
    issues.add(`${path}.expressions.${id}`, id, {
      code: "duplicate",
      statement: (got) => `a metric has the ID ${got}`,
      remedy: "Use another ID.",
    });
  }
}

function checkCount(
  issues: ArgumentIssues,
  path: string,
  { metrics, expressions = {} }: MetricMath,
  forAlarm: boolean,
): void {
  const count = Object.keys(metrics).length;
  if (forAlarm && count > MAX_METRICS_IN_ALARM) {
    issues.add(`${path}.metrics`, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_METRICS_IN_ALARM} metrics in an alarm, got ${count}`,
      remedy: "Split the monitor.",
    });
  }
  const queries = count + Object.keys(expressions).length + 1;
  if (queries > MAX_QUERIES) {
    issues.add(path, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_QUERIES} metrics and expressions, got ${queries}`,
      remedy: "Split the monitor.",
    });
  }
}
