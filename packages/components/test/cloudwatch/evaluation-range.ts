import { isMetricMath, type Metric, type MetricMath } from "../../src/aws/monitors/metric";
import type { Monitor } from "../../src/aws/monitors/monitor";
import type { AlarmRule } from "./alarm-state";
import { prepareMath } from "./metric-math";
import { quotaMetric, type MetricReader } from "./metric-reader";
import { createSeries, type TimeSeries } from "./time-series";

/** What CloudWatch does not document. Alarms are proved with each combination of these assumptions. */
export interface Assumptions {
  /** The number of data points in the evaluation range beyond the evaluation periods. 2 in the published examples. */
  readonly extraPeriods: number;
  /** Whether `FILL` fills a metric that has no data point in the evaluation range. */
  readonly fillsEmptySeries: boolean;
  /**
   * The number of minutes after which data points become visible. The documentation of `FILL` warns of metrics whose most recent
   * minute never has data.
   */
  readonly delayMinutes: number;
}

/** The beginning of scenarios: 2026-01-05, a Monday. */
export const START_SECONDS = Date.UTC(2026, 0, 5) / 1000;

const MINUTE_SECONDS = 60;

/** Returns a function that returns the values of the evaluation range that ends with a minute. */
export function createRange(
  monitor: Monitor,
  { evaluationPeriods }: AlarmRule,
  assumptions: Assumptions,
  read: MetricReader,
): (lastMinute: number) => TimeSeries {
  const { value, periodSeconds } = monitor;
  const length = evaluationPeriods + assumptions.extraPeriods;
  const periodMinutes = periodSeconds / MINUTE_SECONDS;
  const seriesAt = (metric: Metric, lastMinute: number) =>
    createSeries(length, (index) => {
      const end = lastMinute - (length - 1 - index) * periodMinutes;
      return read(metric, periodMinutes, end, lastMinute - assumptions.delayMinutes);
    });
  if (!isMetricMath(value)) return (lastMinute) => seriesAt(value, lastMinute);
  const evaluate = prepareMath(value);
  const inputs = inputsOf(value);
  const known = resultsOf(monitor, assumptions);
  return (lastMinute) => {
    const series = inputs.map(({ metric }) => seriesAt(metric, lastMinute));
    const earlier = known.get(lastMinute);
    if (earlier?.series.every((values, index) => areEqual(values, series[index]))) return earlier.result;
    const byId = new Map(inputs.map(({ id }, index) => [id, series[index] ?? []]));
    const startSeconds = START_SECONDS + (lastMinute + 1 - length * periodMinutes) * MINUTE_SECONDS;
    const metrics = Object.fromEntries(Object.keys(value.metrics).map((id) => [id, byId.get(id) ?? []]));
    const quotaOf = (id: string) => byId.get(quotaId(id)) ?? [];
    const { fillsEmptySeries } = assumptions;
    const result = evaluate({ metrics, quotaOf, periodSeconds, startSeconds, fillsEmptySeries });
    known.set(lastMinute, { series, result });
    return result;
  };
}

/** The values of the inputs of metric math in an evaluation range, and the result. */
interface KnownResult {
  readonly series: readonly TimeSeries[];
  readonly result: TimeSeries;
}

/**
 * The last results by minute. Most minutes of most scenarios are those of a healthy day, and evaluating metric math takes much longer
 * than comparing its inputs.
 */
const results = new WeakMap<Monitor, Map<string, Map<number, KnownResult>>>();

function resultsOf(monitor: Monitor, assumptions: Assumptions): Map<number, KnownResult> {
  const byAssumptions = results.get(monitor) ?? new Map<string, Map<number, KnownResult>>();
  results.set(monitor, byAssumptions);
  const key = JSON.stringify(assumptions);
  const byMinute = byAssumptions.get(key) ?? new Map<number, KnownResult>();
  byAssumptions.set(key, byMinute);
  return byMinute;
}

const areEqual = (first: TimeSeries, second: TimeSeries | undefined): boolean =>
  first.length === second?.length && first.every((value, index) => value === second[index]);

const quotaId = (id: string) => `SERVICE_QUOTA(${id})`;

/** Returns the metrics that the expressions read, including quotas. */
function inputsOf({ metrics, expressions = {}, expression }: MetricMath) {
  const text = [...Object.values(expressions), expression].join(" ");
  return Object.entries(metrics).flatMap(([id, metric]) => [
    { id, metric },
    ...(text.includes(quotaId(id)) ? [{ id: quotaId(id), metric: quotaMetric(metric) }] : []),
  ]);
}
