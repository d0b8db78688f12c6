import { mapSeries, type MathValue } from "./math-value";
import { isEmpty, type TimeSeries } from "./time-series";

/**
 * Returns the value of `FILL`.
 *
 * @remarks
 * The function replaces missing values by a number, by the values of another time series, by the last existing value (`REPEAT`),
 * or by linear interpolation (`LINEAR`). `REPEAT` and `LINEAR` need existing values, so they do not fill an empty time series.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function fill(value: MathValue, filler: MathValue | string, fillsEmptySeries: boolean): MathValue {
  return mapSeries(value, (series) => {
    if (isEmpty(series) && !fillsEmptySeries) return series;
    return series.map((each, index) => each ?? fillerAt(series, index, filler));
  });
}

function fillerAt(series: TimeSeries, index: number, filler: MathValue | string): number | undefined {
  if (typeof filler === "number") return filler;
  if (typeof filler === "object") {
    if ("arrays" in filler) throw new Error("FILL does not accept an array of time series as the filler");
    return filler[index];
  }
  const before = series.slice(0, index).findLastIndex((each) => each !== undefined);
  if (filler === "REPEAT") return series[before];
  const after = series.findIndex((each, position) => position > index && each !== undefined);
  const [first, last] = [series[before], series[after]];
  if (first === undefined || last === undefined) return undefined;
  return first + ((last - first) * (index - before)) / (after - before);
}

/**
 * Returns the value of `IF`.
 *
 * @remarks
 * For each timestamp: without a condition, the data point is dropped. If the condition is true (not 0), the result is the first
 * value, or 0 if that is missing. If the condition is false, the result is the second value, or is dropped if that is missing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
 */
export function ifThenElse(condition: MathValue, whenTrue: MathValue, whenFalse: MathValue | undefined): TimeSeries {
  if (typeof condition === "object" && "arrays" in condition)
    throw new Error("IF accepts one time series as condition");
  if (typeof condition === "number") {
    const chosen = condition === 0 ? whenFalse : whenTrue;
    if (typeof whenTrue === "number" || "arrays" in whenTrue) throw new Error("IF accepts time series after a number");
    if (chosen === undefined) return whenTrue.map(() => undefined);
    if (typeof chosen === "number" || "arrays" in chosen) throw new Error("IF accepts time series after a number");
    return chosen;
  }
  return condition.map((each, index) => {
    if (each === undefined) return undefined;
    if (each === 0) return whenFalse === undefined ? undefined : valueAt(whenFalse, index);
    return valueAt(whenTrue, index) ?? 0;
  });
}

function valueAt(value: MathValue, index: number): number | undefined {
  if (typeof value === "number") return value;
  if ("arrays" in value) throw new Error("IF does not accept an array of time series");
  return value[index];
}
