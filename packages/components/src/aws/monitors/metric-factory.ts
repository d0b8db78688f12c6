import type { Metric, Statistic } from "./metric";

/** Returns a function that returns the metrics of a resource, which share a namespace and dimensions. */
export const metricsOf =
  (namespace: string, dimensions: Metric["dimensions"]) =>
  (name: string, statistic: Statistic): Metric => ({ namespace, name, statistic, dimensions });
