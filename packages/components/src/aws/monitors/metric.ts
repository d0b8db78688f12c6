import type * as pulumi from "@pulumi/pulumi";

/**
 * A statistic that CloudWatch computes for each period of a metric: a name, or a percentile (`p99`), trimmed mean (`tm99`),
 * trimmed count (`tc99`), trimmed sum (`ts99`), or winsorized mean (`wm99`). A range also names a percentile rank: `TM(10%:90%)`,
 * `PR(:300)`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export type Statistic =
  | "Average"
  | "IQM"
  | "Maximum"
  | "Minimum"
  | "SampleCount"
  | "Sum"
  | `${"p" | "tc" | "tm" | "ts" | "wm"}${number}`
  | `${"PR" | "TC" | "TM" | "TS" | "WM"}(${string}:${string})`;

/** A metric that an AWS service or a program publishes to CloudWatch. */
export interface Metric {
  /** The namespace of the metric: `AWS/ApplicationELB`. */
  readonly namespace: string;
  /** The name of the metric: `RequestCount`. */
  readonly name: string;
  /** The statistic for each period. */
  readonly statistic: Statistic;
  /** The values of the dimensions by name. A metric is published for certain sets of dimensions only. */
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A metric math expression over metrics. */
export interface MetricMath {
  /**
   * The metrics by the ID that expressions refer to them with. An ID begins with a lowercase letter. The ID `result` is reserved
   * for the last expression. An alarm has at most ten metrics.
   */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Intermediate expressions by ID, each of which can refer to metrics and to other expressions. */
  readonly expressions?: Readonly<Record<string, string>>;
  /** The expression whose result is the value: `IF(requests > 0, 100 * errors / requests, 0)`. */
  readonly expression: string;
}

/** Whether a value is computed from several metrics. */
export const isMetricMath = (value: Metric | MetricMath): value is MetricMath => "expression" in value;
