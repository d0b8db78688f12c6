import type { Metric } from "../../src/aws/monitors/metric";
import type { Scenario } from "./scenarios";
import { computeStatistic, type Observations } from "./statistics";

/** Returns what a metric publishes in a minute of a scenario; `undefined` if it publishes nothing. */
export type MetricSource = (metric: Metric, minute: number, scenario: Scenario) => Observations | undefined;

/** Returns the statistic of a period that ends with a minute, from data up to the last visible minute. */
export type MetricReader = (
  metric: Metric,
  periodMinutes: number,
  end: number,
  lastVisible: number,
) => number | undefined;

/** Returns the metric that sources publish for the quota of a usage metric: `SERVICE_QUOTA(ResourceCount)`. */
export const quotaMetric = (metric: Metric): Metric => ({
  ...metric,
  name: `SERVICE_QUOTA(${metric.name})`,
  statistic: "Maximum",
});

/** The readers by source and scenario. An alarm is evaluated with several assumptions, which read the same values. */
const readers = new WeakMap<MetricSource, Map<Scenario, MetricReader>>();

/** Returns a reader of the metrics in a scenario. It computes each value once. */
export function readerOf(source: MetricSource, scenario: Scenario): MetricReader {
  const byScenario = readers.get(source) ?? new Map<Scenario, MetricReader>();
  readers.set(source, byScenario);
  const reader = byScenario.get(scenario) ?? createReader(source, scenario);
  byScenario.set(scenario, reader);
  return reader;
}

function createReader(source: MetricSource, scenario: Scenario): MetricReader {
  const caches = new WeakMap<Metric, Cache>();
  return (metric, periodMinutes, end, lastVisible) => {
    const cache: Cache = caches.get(metric) ?? { periodMinutes, periods: new Map(), minutes: new Map() };
    caches.set(metric, cache);
    // A period that is visible in part has a value that is needed once.
    const isCached = end <= lastVisible && periodMinutes === cache.periodMinutes;
    if (isCached && cache.periods.has(end)) return cache.periods.get(end);
    const visibleEnd = Math.min(end, lastVisible);
    const start = end - periodMinutes + 1;
    const observations: (readonly [number, number])[] = [];
    for (let minute = start; minute <= visibleEnd; minute += 1) {
      const ofMinute = cache.minutes.get(minute) ?? source(metric, minute, scenario) ?? [];
      cache.minutes.set(minute, ofMinute);
      observations.push(...ofMinute);
    }
    const value = computeStatistic(metric.statistic, observations);
    if (isCached) cache.periods.set(end, value);
    return value;
  };
}

interface Cache {
  readonly periodMinutes: number;
  /** The statistics by the last minute of the period. */
  readonly periods: Map<number, number | undefined>;
  readonly minutes: Map<number, Observations>;
}
