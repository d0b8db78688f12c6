/** A metric or the result of an expression: one value for each period, from the oldest to the newest; `undefined` if missing. */
export type TimeSeries = readonly (number | undefined)[];

/** Returns a time series of a given length. */
export const createSeries = (length: number, valueAt: (index: number) => number | undefined): TimeSeries =>
  Array.from({ length }, (_, index) => valueAt(index));

/** Returns the values that are not missing. */
export const valuesOf = (series: TimeSeries): number[] => series.filter((value) => value !== undefined);

/** Whether a time series has no data point. */
export const isEmpty = (series: TimeSeries): boolean => valuesOf(series).length === 0;
