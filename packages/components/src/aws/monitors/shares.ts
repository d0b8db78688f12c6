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

/** The numbers of which a missing percentage is computed. */
export interface MissingParts {
  /** The number of instances that should run. */
  readonly desired: Metric;
  /** The number of instances that run. */
  readonly running: Metric;
}

/** Returns the percentage of desired instances that do not run, in metric math. Without any desired instances, it is 0. */
export const missingPercent = ({ desired, running }: MissingParts): MetricMath => ({
  metrics: { desired, running },
  expressions: { wanted: "FILL(desired, 0)", started: "FILL(running, 0)" },
  expression: "IF(wanted > started, 100 * (wanted - started) / wanted, 0)",
});

const sumOf = (metrics: Readonly<Record<string, Metric>>) =>
  Object.keys(metrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
