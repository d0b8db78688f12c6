import type { Metric } from "../../src/aws/monitors/metric";
import { prepareMath } from "./metric-math";
import type { TimeSeries } from "./time-series";

const METRIC: Metric = { namespace: "Test", name: "Value", statistic: "Sum", dimensions: {} };
const _ = undefined;
/** 2026-01-05, a Monday, at 23:58 UTC. */
const START = Date.UTC(2026, 0, 5, 23, 58) / 1000;

function evaluate(
  expression: string,
  series: Readonly<Record<string, TimeSeries>>,
  fillsEmptySeries = true,
): TimeSeries {
  const metrics = Object.fromEntries(Object.keys(series).map((id) => [id, METRIC]));
  return prepareMath({ metrics, expression })({
    metrics: series,
    periodSeconds: 60,
    startSeconds: START,
    fillsEmptySeries,
  });
}

describe("the published examples of comparison operators", () => {
  const metrics = { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] };

  it.each([
    ["metric1 < metric2", [0, 0, 1, 0]],
    ["metric1 >= 30", [1, 0, 0, 0]],
    ["metric1 > 15 AND metric2 > 15", [1, 0, 0, 0]],
  ])("include %s", (expression, expected) => {
    expect(evaluate(expression, metrics)).toEqual(expected);
  });
});

describe("the published examples of IF", () => {
  const metrics = { metric1: [1, 1, 0, 0, _], metric2: [30, _, 0, 0, 30], metric3: [0, 0, 20, _, 20] };

  it.each([
    ["IF(metric1, metric2, metric3)", [30, 0, 20, _, _]],
    ["IF(metric1, 5, metric3)", [5, 5, 20, _, _]],
    ["IF(metric1, metric2, 5)", [30, 0, 5, 5, _]],
    ["IF(metric1, metric2)", [30, 0, _, _, _]],
    ["IF(1, metric2, metric3)", [30, _, 0, 0, 30]],
    ["IF(0, metric2, metric3)", [0, 0, 20, _, 20]],
    ["IF(0, metric2)", [_, _, _, _, _]],
  ])("include %s", (expression, expected) => {
    expect(evaluate(expression, metrics)).toEqual(expected);
  });
});

describe("arithmetic operators", () => {
  const metrics = { a: [6, _, 8, _], b: [3, 4, 0, _] };

  it("treat a missing value as 0 if the other operand has a value", () => {
    expect(evaluate("a + b", metrics)).toEqual([9, 4, 8, _]);
    expect(evaluate("a - b", metrics)).toEqual([3, -4, 8, _]);
  });

  it("drop a data point instead of dividing by zero", () => {
    expect(evaluate("a / b", metrics)).toEqual([2, 0, _, _]);
    expect(evaluate("b / a", metrics)).toEqual([0.5, _, 0, _]);
  });

  it("combine a number only with existing values", () => {
    expect(evaluate("100 * a", metrics)).toEqual([600, _, 800, _]);
    expect(evaluate("-a + 1", metrics)).toEqual([-5, _, -7, _]);
  });

  it("combine arrays with numbers, time series, and arrays", () => {
    expect(evaluate("SUM([a, b] * 2)", metrics)).toEqual([18, 8, 16, _]);
    expect(evaluate("SUM(100 / [a, b])", { a: [50, 20], b: [25, 0] })).toEqual([6, 5]);
    expect(evaluate("MAX([a, b] - [b, a])", metrics)).toEqual([3, 4, 8, _]);
  });
});

describe("FILL", () => {
  const gaps = { m: [_, 2, _, _, 8, _] };

  it("uses a number, the last value, an interpolated value, or another time series", () => {
    expect(evaluate("FILL(m, 0)", gaps)).toEqual([0, 2, 0, 0, 8, 0]);
    expect(evaluate("FILL(m, REPEAT)", gaps)).toEqual([_, 2, 2, 2, 8, 8]);
    expect(evaluate("FILL(m, LINEAR)", gaps)).toEqual([_, 2, 4, 6, 8, _]);
    expect(evaluate("SUM(FILL([m], n))", { ...gaps, n: [1, 1, 1, _, 1, 1] })).toEqual([1, 2, 1, _, 8, 1]);
  });

  it("fills an empty time series or does not, because neither is documented", () => {
    const empty = { m: [_, _], n: [1, _] };
    expect(evaluate("FILL(m, 0)", empty, true)).toEqual([0, 0]);
    expect(evaluate("FILL(m, 0)", empty, false)).toEqual([_, _]);
    expect(evaluate("FILL(m, REPEAT)", empty, true)).toEqual([_, _]);
  });
});

describe("aggregates of arrays", () => {
  const metrics = { a: [1, _, 5, _], b: [3, 4, _, _] };

  it.each([
    ["SUM([a, b])", [4, 4, 5, _]],
    ["AVG([a, b])", [2, 2, 2.5, _]],
    ["MAX([a, b])", [3, 4, 5, _]],
    ["MIN([a, b])", [1, 4, 5, _]],
    ["STDDEV([a, b])", [1, 0, 0, _]],
    ["DATAPOINT_COUNT([a, b])", [2, 1, 1, _]],
    ['SUM(METRICS("a"))', [1, _, 5, _]],
    ["a * METRIC_COUNT(METRICS())", [2, _, 10, _]],
    ["FIRST([a, b]) + LAST([a, b])", [4, 4, 5, _]],
    ["MAX(SLICE([a, b], 1))", [3, 4, _, _]],
  ])("include %s", (expression, expected) => {
    expect(evaluate(expression, metrics)).toEqual(expected);
  });
});

describe("functions of time", () => {
  const metrics = { m: [1, 3, _, 9] };

  it.each([
    ["DIFF(m)", [_, 2, _, 6]],
    ["DIFF_TIME(m)", [_, 60, _, 120]],
    ["RATE(m)", [_, 2 / 60, _, 6 / 120]],
    ["m / PERIOD(m)", [1 / 60, 3 / 60, _, 9 / 60]],
    ["MINUTE(m)", [58, 59, 0, 1]],
    ["HOUR(m)", [23, 23, 0, 0]],
    ["DAY(m)", [1, 1, 2, 2]],
    ["DATE(m)", [5, 5, 6, 6]],
    ["MONTH(m)", [1, 1, 1, 1]],
    ["YEAR(m)", [2026, 2026, 2026, 2026]],
    ["EPOCH(m) - EPOCH(m)", [0, 0, 0, 0]],
    ["TIME_SERIES(7)", [7, 7, 7, 7]],
  ])("include %s", (expression, expected) => {
    expect(evaluate(expression, metrics)).toEqual(expected);
  });
});

describe("functions of single values", () => {
  it.each([
    ["ABS(m)", [2.5, _, 100]],
    ["CEIL(m)", [-2, _, 100]],
    ["FLOOR(m)", [-3, _, 100]],
    ["LOG10(m)", [_, _, 2]],
  ])("include %s", (expression, expected) => {
    expect(evaluate(expression, { m: [-2.5, _, 100] })).toEqual(expected);
  });

  it("are evaluated in intermediate expressions", () => {
    const math = { metrics: { m: METRIC }, expressions: { double: "2 * m" }, expression: "double + 1" };
    const metrics = { m: [1, _] };
    const context = { metrics, periodSeconds: 60, startSeconds: START, fillsEmptySeries: true };
    expect(prepareMath(math)(context)).toEqual([3, _]);
  });
});

describe("quotas", () => {
  const math = { metrics: { m: METRIC }, expression: "100 * m / SERVICE_QUOTA(m)" };
  const context = { metrics: { m: [8, _] }, periodSeconds: 60, startSeconds: START, fillsEmptySeries: true };

  it("are looked up by the ID of the usage metric", () => {
    const quotas: Readonly<Record<string, TimeSeries>> = { m: [32, 0] };
    // A division by zero drops the data point.
    expect(prepareMath(math)({ ...context, quotaOf: (id) => quotas[id] ?? [] })).toEqual([25, _]);
  });

  it("must be known", () => {
    expect(() => prepareMath(math)(context)).toThrow("No quotas are known");
  });
});
