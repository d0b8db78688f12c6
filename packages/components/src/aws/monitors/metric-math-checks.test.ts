import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { ArgumentIssues } from "../../shared/argument-issues";
import { checkMetricMath } from "./metric-math-checks";
import { analyzeMetricMath } from "./metric-math/analysis";
import type { MetricMathErrorCode } from "./metric-math/errors";
import type { Metric, MetricMath } from "./metric";

const metric: Metric = {
  namespace: "AWS/ApplicationELB",
  name: "RequestCount",
  statistic: "Sum",
  dimensions: { LoadBalancer: "app/main/50dc6c495c0c9188" },
};
const metrics = { m1: metric, m2: metric };

/** Returns the codes of the issues that an alarm on an expression has. */
const reasonsFor = (expression: string, forAlarm = true) =>
  analyzeMetricMath({ metrics, expression }, forAlarm).issues.map(({ error }) => error.code);

const issuesOf = (math: Partial<MetricMath>, forAlarm = true) =>
  issuesThrownBy(() => {
    const issues = new ArgumentIssues("Monitoring", "shop");
    checkMetricMath(issues, "value", { metrics, expression: "m1 + m2", ...math }, forAlarm);
    issues.throwIfAny();
  });

const INVALID: readonly (readonly [expression: string, reason: MetricMathErrorCode])[] = [
  ["m1 +", "syntax"],
  ["m1 m2", "syntax"],
  ["(m1 + m2", "syntax"],
  ["m1 + m2)", "syntax"],
  ["MAX([m1, m2)", "syntax"],
  ["MAX([m1,])", "syntax"],
  ["m1 = m2", "syntax"],
  ["m1 % 2", "syntax"],
  ["1e3 * m1", "syntax"],
  ["METRICS('m)", "syntax"],
  ["NOT m1", "syntax"],
  ["m1 ? m2 : 0", "syntax"],
  ["SUM + m1", "syntax"],
  ["m1 ^ m2 ^ 2", "ambiguous"],
  ["-m1 ^ 2", "ambiguous"],
  ["0 < m1 < 10", "ambiguous"],
  ["MEDIAN([m1, m2])", "unknown-function"],
  ["fill(m1, 0)", "unknown-function"],
  ["FILL(m1)", "argument-count"],
  ["IF(m1, 1, 2, 3)", "argument-count"],
  ["METRIC_COUNT()", "argument-count"],
  ["ABS(5) * m1", "argument-type"],
  ["FILL(m1, m2)", "argument-type"],
  ["FILL(m1, ZERO)", "argument-type"],
  ["IF(m1 > 5, METRICS(), 0)", "argument-type"],
  ["IF(1, 2, m1)", "argument-type"],
  ["METRICS() > 5", "argument-type"],
  ["[m1, 5]", "argument-type"],
  ["MAX([])", "argument-type"],
  ["FIRST(m1)", "argument-type"],
  ["TIME_SERIES(m1)", "argument-type"],
  ["m1 / PERIOD(m1 + m2)", "argument-type"],
  ["m1 + 'five'", "argument-type"],
  ["LAST(SORT([m1, m2], MEDIAN, ASC))", "argument-type"],
  ["LAST(SORT([m1, m2], AVG, UP))", "argument-type"],
  ["M1 + m2", "argument-type"],
  ["m1 + m3", "undefined-id"],
  ["sum", "undefined-id"],
  ["result + m1", "circular"],
  ["SEARCH('{AWS/SQS,QueueName}', 'Sum')", "alarm"],
  ["m1 / MAX(m1)", "alarm"],
  ["RUNNING_SUM(m1)", "alarm"],
  ["LAST(REMOVE_EMPTY([m1, m2]))", "alarm"],
  ["METRICS()", "result"],
  ["[m1, m2]", "result"],
  ["ANOMALY_DETECTION_BAND(m1, 2)", "result"],
  ["PERIOD(m1) / 60", "result"],
  ["5", "result"],
];

const VALID = [
  "m1",
  "m1 - m2",
  "IF(m1 >= 20, 100 * (FILL(m1, 0) + FILL(m2, 0)) / m1, 0)",
  "IF(m1 > 15 AND m2 > 15, 1)",
  "IF(PERIOD(m1) > 60, m1, m2)",
  "MAX([FILL(m1, 0), FILL(m2, 0)])",
  "SUM(FILL(METRICS(), 0)) / METRIC_COUNT(METRICS())",
  "SUM(100/[m1, m2])",
  "AVG([m1,m2]/m2)",
  "FILL(m1, REPEAT)",
  "SUM(FILL(METRICS(), m1))",
  "LAST(ANOMALY_DETECTION_BAND(m1))",
  "FIRST(SLICE(SORT(METRICS(), AVG, DESC, 10), 0, 1))",
  "RATE(m1) + DIFF(m2) / DIFF_TIME(m2)",
  "IF(DAY(m1) < 6, m1)",
  "100 * m1 / SERVICE_QUOTA(m1)",
  "INSIGHT_RULE_METRIC('rule', 'UniqueContributors')",
  "m1 < TIME_SERIES(5)",
  "CEIL(LOG10(ABS(-m1)))",
];

describe("metric math of an alarm", () => {
  it.each(INVALID)("rejects %s because of its %s", (expression, reason) => {
    expect(reasonsFor(expression)).toEqual([reason]);
  });

  it.each(VALID)("accepts %s", (expression) => {
    expect(reasonsFor(expression)).toEqual([]);
  });

  it("describes each issue and its remedy", () => {
    const wording = INVALID.map(([expression]) => `${expression}\n  ${wordingOf(issuesOf({ expression }))}`);
    expect(wording.join("\n")).toMatchSnapshot();
  });
});

describe("metric math of a chart", () => {
  it.each(["METRICS()", "RUNNING_SUM(m1)", "m1 / MAX(m1)", "SEARCH('{AWS/SQS,QueueName}', 'Sum', 300)"])(
    "accepts %s",
    (expression) => {
      expect(reasonsFor(expression, false)).toEqual([]);
    },
  );

  it("rejects a number", () => {
    expect(reasonsFor("MAX(m1)", false)).toEqual(["result"]);
  });
});

describe("intermediate expressions", () => {
  it("can refer to metrics and to each other in any order", () => {
    expect(issuesOf({ expressions: { rate: "100 * m1 / total", total: "m1 + m2" }, expression: "rate" })).toEqual([]);
  });

  it("must not refer to each other in a circle", () => {
    const issues = issuesOf({ expressions: { a: "b + m1", b: "c", c: "a + m2" }, expression: "a" });
    expect(wordingOf(issues)).toBe(
      "value.expressions.c: circular references: a → b → c → a. Refer to metrics and other expressions only.",
    );
  });

  it("must not refer to themselves or to the result", () => {
    const expressions = { a: "a + m1", b: "result + m2" };
    expect(codesOf(issuesOf({ expressions, expression: "a + b" }))).toEqual([
      "conflict value.expressions.a",
      "not-allowed value.expressions.b",
    ]);
  });

  it("have one issue each, even if other expressions refer to them", () => {
    const expressions = { a: "m1 +", b: "a + m3", c: "b + m2" };
    expect(codesOf(issuesOf({ expressions, expression: "c" }))).toEqual([
      "invalid-format value.expressions.a",
      "not-allowed value.expressions.b",
    ]);
  });

  it("need IDs that CloudWatch accepts and that are unique", () => {
    const issues = issuesOf({
      metrics: { m1: metric, Errors: metric, "m-2": metric },
      expressions: { m1: "m1", result: "m1", "4xx": "m1" },
      expression: "m1",
    });
    expect(codesOf(issues)).toEqual([
      "invalid-format value.metrics.Errors",
      "invalid-format value.metrics.m-2",
      "conflict value.expressions.result",
      "invalid-format value.expressions.4xx",
      "duplicate value.expressions.m1",
      "conflict value.metrics.Errors",
      "conflict value.metrics.m-2",
    ]);
  });
});

describe("the metrics of metric math", () => {
  const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index + 1}`, metric]));

  it("are limited to ten in an alarm", () => {
    expect(issuesOf({ metrics: numbered(10), expression: "SUM(METRICS())" })).toEqual([]);
    expect(codesOf(issuesOf({ metrics: numbered(11), expression: "SUM(METRICS())" }))).toEqual([
      "out-of-range value.metrics",
    ]);
    expect(issuesOf({ metrics: numbered(11), expression: "SUM(METRICS())" }, false)).toEqual([]);
  });

  it("must all be used", () => {
    expect(codesOf(issuesOf({ expression: "m1" }))).toEqual(["conflict value.metrics.m2"]);
    expect(codesOf(issuesOf({ expression: 'SUM(METRICS("1"))' }))).toEqual(["conflict value.metrics.m2"]);
  });

  it.each<[Partial<MetricMath>, string[]]>([
    [{ expression: "" }, ["out-of-range value.expression"]],
    [{ expression: "   " }, ["out-of-range value.expression"]],
    [{ expression: 5 as never }, ["wrong-type value.expression"]],
    [{ metrics: [] as never }, ["wrong-type value.metrics"]],
    [{ metrics: { m1: null as never, m2: metric } }, ["wrong-type value.metrics.m1"]],
    [{ expressions: { a: null as never } }, ["wrong-type value.expressions.a"]],
    [{ expresion: "m1" } as never, ["unknown-argument value.expresion"]],
  ])("are checked with %j", (math, codes) => {
    expect(codesOf(issuesOf(math))).toEqual(codes);
  });
});
