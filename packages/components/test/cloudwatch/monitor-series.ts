import { isMetricMath, type Metric, type MetricMath } from "../../src/aws/monitors/metric";
import { START_SECONDS } from "./evaluation-range";
import { prepareMath } from "./metric-math";
import { quotaMetric, readerOf, type MetricSource } from "./metric-reader";
import { SCENARIO_MINUTES, type Scenario } from "./scenarios";
import { createSeries, type TimeSeries } from "./time-series";

/** Periods of more than an hour overlap, because a day has too few of them to show what happens. */
const MAX_STEP_MINUTES = 60;

/** Returns the values during a scenario, one for each period, or for each hour if periods are longer. */
export function seriesOf(
  value: Metric | MetricMath,
  periodSeconds: number,
  scenario: Scenario,
  source: MetricSource,
): TimeSeries {
  const periodMinutes = periodSeconds / 60;
  const stepMinutes = Math.min(periodMinutes, MAX_STEP_MINUTES);
  const read = readerOf(source, scenario);
  const readMetric = (metric: Metric): TimeSeries =>
    createSeries(SCENARIO_MINUTES / stepMinutes, (index) => {
      const end = (index + 1) * stepMinutes - 1;
      return read(metric, periodMinutes, end, end);
    });
  if (!isMetricMath(value)) return readMetric(value);
  const metrics = Object.fromEntries(Object.entries(value.metrics).map(([id, metric]) => [id, readMetric(metric)]));
  const quotaOf = (id: string): TimeSeries => {
    const metric = value.metrics[id];
    if (metric === undefined) throw new Error(`There is no metric ${id}`);
    return readMetric(quotaMetric(metric));
  };
  return prepareMath(value)({ metrics, quotaOf, periodSeconds, startSeconds: START_SECONDS, fillsEmptySeries: true });
}
