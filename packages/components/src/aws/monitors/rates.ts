import type { Metric, MetricMath } from "./metric";

/** The parts of a rate. */
export interface RateParts {
  /** What is counted, such as failed requests. */
  readonly part: Metric;
  /** Everything that is counted, such as all requests. */
  readonly whole: Metric;
  /**
   * The number per period below which the rate is 0. One failure of a few requests is a large percentage.
   *
   * @default 1
   */
  readonly minimum?: number;
}

/**
 * Returns a percentage in metric math.
 *
 * @remarks
 * Services do not publish counters that are 0, so missing values are filled with 0. Without anything counted, the rate is 0, and
 * nothing is divided by zero.
 */
export const percentageOf = ({ part, whole, minimum = 1 }: RateParts): MetricMath => ({
  metrics: { part, whole },
  expressions: { total: "FILL(whole, 0)" },
  expression: `IF(total >= ${minimum}, 100 * FILL(part, 0) / total, 0)`,
});

/** A value that means little while few requests arrive. */
export interface BusyValue {
  /** The value, such as a percentile of the response time. */
  readonly value: Metric;
  /** The number of requests. */
  readonly requests: Metric;
  /** The number of requests per period below which the value is 0. */
  readonly minimum: number;
}

/**
 * Returns a value in metric math that is 0 while few requests arrive.
 *
 * @remarks
 * Among few requests, a single one is a percentile or a large percentage.
 */
export const whileBusy = ({ value, requests, minimum }: BusyValue): MetricMath => ({
  metrics: { value, requests },
  expression: `IF(FILL(requests, 0) >= ${minimum}, FILL(value, 0), 0)`,
});
