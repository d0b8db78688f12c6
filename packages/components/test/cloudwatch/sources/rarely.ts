import type { MetricModel } from "./service";

/** Publishes a metric only in every n-th minute of the day, such as a value that a service computes twice a day. */
export const rarely =
  (everyMinutes: number, model: MetricModel): MetricModel =>
  (conditions, minute) =>
    minute % everyMinutes === 0 ? model(conditions, minute) : undefined;
