import type { TimeSeries } from "./time-series";

/** A value in metric math: a number, a time series, or an array of time series. */
export type MathValue = number | TimeSeries | { readonly arrays: readonly TimeSeries[] };

/** What functions depend on besides their arguments. */
export interface MathContext {
  /** The metrics by ID, which `METRICS()` returns. */
  readonly metrics: Readonly<Record<string, TimeSeries>>;
  /** Returns the quota of the resource whose usage a metric is, which `SERVICE_QUOTA` looks up, by the ID of the metric. */
  readonly quotaOf?: (id: string) => TimeSeries;
  readonly periodSeconds: number;
  /** The start of the first period, in seconds since 1970. */
  readonly startSeconds: number;
  /**
   * Whether `FILL` fills a metric that has no data point in the range. CloudWatch does not document it, so alarms are proved with
   * both answers.
   */
  readonly fillsEmptySeries: boolean;
}

/** Applies a function to each time series of a value. */
export function mapSeries(value: MathValue, transform: (series: TimeSeries) => TimeSeries): MathValue {
  if (typeof value === "number") throw new Error("Expected time series");
  return "arrays" in value ? { arrays: value.arrays.map(transform) } : transform(value);
}
