import type { Metric, MetricMath, Statistic } from "./metric";
import type { Monitor, MonitorUnit } from "./monitor";

/** Returns a function that returns the metrics of a resource by their names. */
export const metricsOf =
  (namespace: string, dimensions: Metric["dimensions"]) =>
  (name: string, statistic: Statistic): Metric => ({ namespace, name, statistic, dimensions });

/** Returns a monitor without an alarm, whose value is only shown. */
export const chart = (
  name: string,
  title: string,
  value: Metric | MetricMath,
  unit: MonitorUnit,
  periodSeconds = 60,
): Monitor => ({ name, title, value, unit, periodSeconds });
