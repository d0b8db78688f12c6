/** The units of metrics in CloudWatch. */
export const METRIC_UNITS = [
  ...(["Seconds", "Microseconds", "Milliseconds"] as const),
  ...(["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"] as const),
  ...(["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"] as const),
  ...(["Percent", "Count"] as const),
  ...(["Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second"] as const),
  ...(["Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second"] as const),
  ...(["Count/Second", "None"] as const),
] as const;

/**
 * The unit of a metric.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
 */
export type LogGroupMetricUnit = (typeof METRIC_UNITS)[number];
