import type { MetricSource } from "../metric-reader";
import type { Conditions } from "../scenarios";
import type { Observations } from "../statistics";
import { constant, count } from "./observations";
import { gauge, type GaugeOptions } from "./utilization";

/** Returns what a metric publishes under the conditions of a minute. */
export type MetricModel = (conditions: Conditions, minute: number) => Observations | undefined;

/** Even healthy services fail for one of 2000 requests. */
const USUAL_FAILURES = 1 / 2000;
const QUANTILES = 50;

/**
 * Returns the metrics of a service by their names. A name of the form `Name/Dimension=value` is a metric with that value of a
 * dimension only.
 */
export function serviceMetrics(models: Readonly<Record<string, MetricModel>>): MetricSource {
  return ({ name, dimensions }, minute, scenario) => {
    const specific = Object.entries(dimensions)
      .map(([dimension, value]) => (typeof value === "string" ? models[`${name}/${dimension}=${value}`] : undefined))
      .find((model) => model !== undefined);
    const model = specific ?? models[name];
    if (model === undefined) throw new Error(`The source does not publish ${name}`);
    const conditions = scenario.conditionsAt(minute);
    return conditions.publishes ? model(conditions, minute) : undefined;
  };
}

/** Counts requests, from a number per minute at the busiest time of day. Published only if it is not 0. */
export const requests =
  (peak: number): MetricModel =>
  ({ load }) =>
    count(Math.ceil(peak * load));

/** Counts requests that fail, from the number of requests per minute at the busiest time of day. */
export const failures =
  (peak: number): MetricModel =>
  ({ load, failing }, minute) =>
    count(failuresOf(Math.ceil(peak * load), failing, minute));

/** Counts what happens only while a resource is exhausted, such as throttled requests: the part above 90 % of the leak. */
export const rejections =
  (peak: number): MetricModel =>
  ({ load, leaked }) =>
    count(leaked > 0.9 ? Math.ceil(peak * load * (leaked - 0.9) * 10) : 0);

/** Counts what never happens to a healthy service, such as dropped packets: the part of the load that fails. */
export const losses =
  (peak: number): MetricModel =>
  ({ load, failing }) =>
    count(Math.ceil(peak * load * failing));

/** Counts the requests that are sent to instances that fail their health checks, because all of them do. */
export const lastResort =
  (peak: number): MetricModel =>
  ({ load, down }) =>
    count(down === 1 ? Math.ceil(peak * load) : 0);

/** Publishes the time that requests take. */
export const durations =
  (peak: number, times: ResponseTimes): MetricModel =>
  ({ load, failing }, minute) => {
    const total = Math.ceil(peak * load);
    return responseTimes(total, failuresOf(total, failing, minute), times);
  };

/** How long requests take, in the unit of the metric. */
export interface ResponseTimes {
  readonly typical: number;
  /** The time that failures take. */
  readonly timeout: number;
}

/** Returns response times with a long tail: the slowest 2 % take three times as long as usual, and failures time out. */
export function responseTimes(
  total: number,
  failed: number,
  { typical, timeout }: ResponseTimes,
): Observations | undefined {
  if (total === 0) return undefined;
  const successes = total - failed;
  const buckets = Math.min(QUANTILES, successes);
  const times = Array.from({ length: buckets }, (_, index) => {
    const quantile = (index + 0.5) / QUANTILES;
    return [typical * (0.5 + quantile + (quantile > 0.98 ? 1.5 : 0)), successes / buckets] as const;
  });
  return [...times, [timeout, failed]];
}

/** Publishes a gauge every minute. */
export const utilization =
  (options: GaugeOptions): MetricModel =>
  (conditions) =>
    constant(gauge(options, conditions));

/** Publishes the number of instances that fail their health checks. */
export const unhealthy =
  (instances: number): MetricModel =>
  ({ down }) =>
    constant(Math.round(instances * down));

/** Publishes the number of instances that pass their health checks. */
export const healthy =
  (instances: number): MetricModel =>
  ({ down }) =>
    constant(instances - Math.round(instances * down));

/** Returns the number of requests that fail. */
export function failuresOf(total: number, failing: number, minute: number): number {
  if (failing > 0) return Math.ceil(total * failing);
  // Rounds at random, but equally in each run.
  const expected = total * USUAL_FAILURES;
  const fraction = Math.abs((minute * 7919) % 1000) / 1000;
  return Math.floor(expected) + (fraction < expected % 1 ? 1 : 0);
}
