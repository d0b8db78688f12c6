import { isMetricMath, type Metric, type MetricMath, type Statistic } from "../../monitors/metric";
import type { SloEventMetric, SloEventMetrics, SloIndicator, SloLatencyMetric } from "./slo-args";

/** The number of events in metric math. */
interface EventCount {
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly expression: string;
}

/** The events of an objective. */
export interface SloEvents {
  readonly total: EventCount;
  readonly bad: EventCount;
}

/** Returns the one or several values of an argument as an array. */
export const listOf = <T>(values: T | readonly T[]): readonly T[] =>
  Array.isArray(values) ? (values as readonly T[]) : [values as T];

/**
 * Returns the events of an indicator in metric math.
 *
 * @remarks
 * Services do not publish counters that are 0, so missing values are filled with 0.
 */
export function eventsOf(indicator: SloIndicator): SloEvents {
  if ("bad" in indicator) return { bad: countOf("bad", indicator.bad), total: countOf("total", indicator.total) };
  const { good, total } = "good" in indicator ? indicator : latencyEvents(indicator);
  const all = countOf("total", total);
  const goodCount = countOf("good", good);
  return {
    total: all,
    bad: {
      metrics: { ...all.metrics, ...goodCount.metrics },
      expression: `${all.expression} - (${goodCount.expression})`,
    },
  };
}

/** Events whose value is at most the maximum are good. A trimmed count includes the upper bound of its range. */
function latencyEvents({ latency, maximum }: Extract<SloIndicator, { readonly latency: unknown }>): {
  readonly good: readonly Metric[];
  readonly total: readonly Metric[];
} {
  const metrics = listOf<SloLatencyMetric>(latency);
  const withStatistic = (statistic: Statistic) => metrics.map((metric): Metric => ({ ...metric, statistic }));
  return { good: withStatistic(`TC(:${decimalOf(maximum)})`), total: withStatistic("SampleCount") };
}

/** Returns a number without an exponent: 0.0000001 instead of 1e-7. */
const decimalOf = (value: number): string => value.toFixed(10).replace(/\.?0+$/, "");

function countOf(id: string, metrics: SloEventMetrics): EventCount {
  const byId = listOf(metrics).map((metric, index) => [`${id}${index + 1}`, metricOf(metric)] as const);
  return {
    metrics: Object.fromEntries(byId),
    expression: byId.map(([metricId]) => `FILL(${metricId}, 0)`).join(" + "),
  };
}

/** Returns the metric of a monitor, or the metric itself. */
function metricOf(metric: SloEventMetric): Metric {
  if (!("value" in metric)) return metric;
  if (isMetricMath(metric.value))
    throw new Error(`The monitor ${metric.name} computes its value from several metrics.`);
  return metric.value;
}

/** Returns metric math over the numbers of events, which expressions refer to as `bad` and `events`. */
export const overEvents = ({ bad, total }: SloEvents, expression: string): MetricMath => ({
  metrics: { ...bad.metrics, ...total.metrics },
  expressions: { bad: bad.expression, events: total.expression },
  expression,
});

/** Returns a number of events as metric math. */
export const countMath = ({ metrics, expression }: EventCount): MetricMath => ({ metrics, expression });
