import type { Metric } from "../../src/aws/monitors/metric";
import { totalOfPeriod, weightOf, type MovingTotals } from "./moving-totals";
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
  const caches = new WeakMap<Metric, MetricCache>();
  return (metric, periodMinutes, end, lastVisible) => {
    const { minutes, periods } = cacheOf<Metric, MetricCache>(caches, metric, () => ({
      minutes: new Map(),
      periods: new Map(),
    }));
    const cache = cacheOf<number, PeriodCache>(periods, periodMinutes, () => ({
      values: new Map(),
      totals: new Map(),
    }));
    // A period that is visible in part has a value that is needed once.
    const isCached = end <= lastVisible;
    if (isCached && cache.values.has(end)) return cache.values.get(end);
    const observe = (minute: number) => cacheOf(minutes, minute, () => source(metric, minute, scenario) ?? []);
    const weight = weightOf(metric.statistic, periodMinutes);
    const value =
      isCached && weight !== undefined
        ? totalOfPeriod(weight, cache.totals, { periodMinutes, end, observe })
        : computeStatistic(
            metric.statistic,
            observationsIn(end - periodMinutes + 1, Math.min(end, lastVisible), observe),
          );
    if (isCached) cache.values.set(end, value);
    return value;
  };
}

function observationsIn(start: number, end: number, observe: (minute: number) => Observations): Observations {
  const observations: (readonly [number, number])[] = [];
  for (let minute = start; minute <= end; minute += 1) observations.push(...observe(minute));
  return observations;
}

/** What is known about a metric in a scenario. */
interface MetricCache {
  readonly minutes: Map<number, Observations>;
  /** What is known about periods of the same length, by their number of minutes. */
  readonly periods: Map<number, PeriodCache>;
}

interface PeriodCache {
  /** The statistics by the last minute of the period. */
  readonly values: Map<number, number | undefined>;
  readonly totals: MovingTotals;
}

/** Anything that keeps values by keys: a `Map` or a `WeakMap`. */
interface Cache<K, V> {
  get: (key: K) => V | undefined;
  set: (key: K, value: V) => unknown;
}

/** Returns the value that a cache has for a key, or creates it. */
function cacheOf<K, V>(cache: Cache<K, V>, key: K, create: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const created = create();
  cache.set(key, created);
  return created;
}
