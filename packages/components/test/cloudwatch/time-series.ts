/** A metric or the result of an expression: one value for each period, from the oldest to the newest; `undefined` if missing. */
export type TimeSeries = readonly (number | undefined)[];

/** Returns a time series of a given length. */
export function createSeries(length: number, valueAt: (index: number) => number | undefined): TimeSeries {
  // Evaluations of a day create millions of series, for which Array.from is slow.
  const series: (number | undefined)[] = [];
  for (let index = 0; index < length; index += 1) series.push(valueAt(index));
  return series;
}

/** Returns the values that are not missing. */
export const valuesOf = (series: TimeSeries): number[] => series.filter((value) => value !== undefined);

/** Whether a time series has no data point. */
export const isEmpty = (series: TimeSeries): boolean => valuesOf(series).length === 0;
