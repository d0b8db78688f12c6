import type { Metric, MetricMath } from "./metric";

/** The parts of a share. */
export interface ShareParts {
  /** What is counted, such as failed requests, by the ID in expressions. */
  readonly parts: Readonly<Record<string, Metric>>;
  /** Everything else, such as successful requests, by the ID in expressions. */
  readonly others: Readonly<Record<string, Metric>>;
  /**
   * The number per period below which the share is 0. One failure of a few requests is a large percentage.
   *
   * @default 1
   */
  readonly minimum?: number;
}

/**
 * Returns the percentage of several counters in their total, in metric math. For services that count failures and successes, but
 * not both together.
 *
 * @remarks
 * Services do not publish counters that are 0, so missing values are filled with 0. Without anything counted, the share is 0, and
 * nothing is divided by zero.
 */
export const shareOf = ({ parts, others, minimum = 1 }: ShareParts): MetricMath => ({
  metrics: { ...parts, ...others },
  expressions: {
    counted: sumOf(parts),
    total: `counted + ${sumOf(others)}`,
  },
  expression: `IF(total >= ${minimum}, 100 * counted / total, 0)`,
});

const sumOf = (metrics: Readonly<Record<string, Metric>>) =>
  Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
