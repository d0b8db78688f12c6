import { fill, ifThenElse } from "./math-conditions";
import { mapSeries, type MathContext, type MathValue } from "./math-value";
import { createSeries, valuesOf, type TimeSeries } from "./time-series";

/** An argument of a function: a value, or a string or word. */
export type MathArgument = MathValue | string;

type MathFunction = (args: readonly MathArgument[], context: MathContext) => MathValue;

const elementwise =
  (transform: (value: number) => number): MathFunction =>
  ([value]) =>
    mapSeries(operand(value), (series) =>
      series.map((each) => {
        const result = each === undefined ? undefined : transform(each);
        return Number.isFinite(result) ? result : undefined;
      }),
    );

/**
 * Aggregates a time series to a number, or an array of time series to a time series.
 *
 * @remarks
 * `AVG` treats missing values as 0, as documented. The other functions ignore them, which is not documented.
 */
const aggregate =
  (reduce: (values: readonly number[]) => number, missingAs?: number): MathFunction =>
  ([value]) => {
    const input = operand(value);
    if (typeof input === "number") throw new Error("Expected time series");
    if (!("arrays" in input)) return reduce(valuesOf(input));
    return createSeries(lengthOf(input.arrays), (index) => {
      const values = input.arrays.map((series) => series[index]);
      if (values.every((each) => each === undefined)) return undefined;
      return reduce(valuesOf(values.map((each) => each ?? missingAs)));
    });
  };

/** Combines each value with the previous existing one. The first value has none and is dropped. */
const withPrevious =
  (transform: (difference: number, seconds: number) => number): MathFunction =>
  ([value], { periodSeconds }) =>
    mapSeries(operand(value), (series) =>
      series.map((each, index) => {
        const previous = series.slice(0, index).findLastIndex((earlier) => earlier !== undefined);
        if (each === undefined || previous === -1) return undefined;
        return transform(each - (series[previous] ?? 0), (index - previous) * periodSeconds);
      }),
    );

/** Returns a time series without gaps whose values depend on the timestamps. Times are UTC. */
const ofTimestamp =
  (valueAt: (date: Date) => number): MathFunction =>
  ([value], { startSeconds, periodSeconds }) =>
    createSeries(seriesOf(value).length, (index) => valueAt(new Date((startSeconds + index * periodSeconds) * 1000)));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const average = (values: readonly number[]) => sum(values) / values.length;

/** Adds up the values up to each one. Missing values add nothing and remain missing. */
const runningSum: MathFunction = ([value]) =>
  mapSeries(operand(value), (series) => {
    let total = 0;
    return series.map((each) => (each === undefined ? undefined : (total += each)));
  });

/** The functions that alarms and charts can use, except `SERVICE_QUOTA`, which looks up the quota of a metric by its ID. */
const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: elementwise(Math.abs),
  CEIL: elementwise(Math.ceil),
  FLOOR: elementwise(Math.floor),
  LOG: elementwise(Math.log),
  LOG10: elementwise(Math.log10),
  AVG: aggregate(average, 0),
  MAX: aggregate((values) => Math.max(...values)),
  MIN: aggregate((values) => Math.min(...values)),
  SUM: aggregate(sum),
  STDDEV: aggregate((values) => Math.sqrt(average(values.map((value) => (value - average(values)) ** 2)))),
  DATAPOINT_COUNT: aggregate((values) => values.length),
  DIFF: withPrevious((difference) => difference),
  DIFF_TIME: withPrevious((_, seconds) => seconds),
  RUNNING_SUM: runningSum,
  RATE: withPrevious((difference, seconds) => difference / seconds),
  FILL: ([value, filler], { fillsEmptySeries }) => fill(operand(value), filler ?? 0, fillsEmptySeries),
  IF: ([condition, whenTrue, whenFalse]) =>
    ifThenElse(operand(condition), operand(whenTrue), whenFalse === undefined ? undefined : operand(whenFalse)),
  METRICS: ([filter], { metrics }) => ({
    arrays: Object.entries(metrics)
      .filter(([id]) => typeof filter !== "string" || id.includes(filter))
      .map(([, series]) => series),
  }),
  METRIC_COUNT: ([value]) => arraysOf(value).length,
  FIRST: ([value]) => arraysOf(value)[0] ?? [],
  LAST: ([value]) => arraysOf(value).at(-1) ?? [],
  SLICE: ([value, start, end]) => ({
    arrays: arraysOf(value).slice(Number(start), end === undefined ? undefined : Number(end)),
  }),
  PERIOD: (_, { periodSeconds }) => periodSeconds,
  TIME_SERIES: ([value], { metrics }) => createSeries(lengthOf(Object.values(metrics)), () => Number(value)),
  MINUTE: ofTimestamp((date) => date.getUTCMinutes()),
  HOUR: ofTimestamp((date) => date.getUTCHours()),
  // Monday is 1 and Sunday is 7: `IF(DAY(m1)<6,m1)` returns weekdays.
  DAY: ofTimestamp((date) => date.getUTCDay() || 7),
  DATE: ofTimestamp((date) => date.getUTCDate()),
  MONTH: ofTimestamp((date) => date.getUTCMonth() + 1),
  YEAR: ofTimestamp((date) => date.getUTCFullYear()),
  EPOCH: ofTimestamp((date) => date.getTime() / 1000),
};

/** Calls a function of metric math. */
export function callFunction(name: string, args: readonly MathArgument[], context: MathContext): MathValue {
  const implementation = FUNCTIONS[name];
  if (implementation === undefined) throw new Error(`The evaluator does not support ${name}`);
  return implementation(args, context);
}

function operand(argument: MathArgument | undefined): MathValue {
  if (argument === undefined || typeof argument === "string") throw new Error("Expected a number or time series");
  return argument;
}

function seriesOf(argument: MathArgument | undefined): TimeSeries {
  const value = operand(argument);
  if (typeof value === "number" || "arrays" in value) throw new Error("Expected a time series");
  return value;
}

function arraysOf(argument: MathArgument | undefined): readonly TimeSeries[] {
  const value = operand(argument);
  if (typeof value === "number" || !("arrays" in value)) throw new Error("Expected an array of time series");
  return value.arrays;
}

const lengthOf = (arrays: readonly TimeSeries[]) => arrays[0]?.length ?? 0;
