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
