import { isMetricMath, type Metric } from "../../src/aws/monitors/metric";
import type { Monitor, MonitorAlarm } from "../../src/aws/monitors/monitor";
import { nextState, type AlarmState, type Datapoint } from "./alarm-state";
import { compares } from "./math-operators";
import { prepareMath } from "./metric-math";
import { quotaMetric, readerOf, type MetricReader, type MetricSource } from "./metric-reader";
import { SCENARIO_MINUTES, type Scenario } from "./scenarios";
import { createSeries, type TimeSeries } from "./time-series";

/** What CloudWatch does not document. Alarms are proved with both answers to each question. */
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

/** The assumptions of the published examples. */
export const PUBLISHED_EXAMPLES: Assumptions = { extraPeriods: 2, fillsEmptySeries: true, delayMinutes: 0 };

/** A change of an alarm's state. */
export interface Transition {
  /** The minute at whose end the alarm changed its state. */
  readonly minute: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
}

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;
/** The beginning of scenarios: 2026-01-05, a Monday. */
export const START_SECONDS = Date.UTC(2026, 0, 5) / 1000;

/**
 * Returns the changes of an alarm's state during a scenario, after the first evaluation.
 *
 * @remarks
 * Implements https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: alarms with periods of a minute
 * or more are evaluated every minute over a sliding window, and alarms over more than a day every hour. Scenarios have a resolution
 * of one minute, so alarms with shorter periods are not supported. Alarms on metrics in `AWS/DynamoDB` ignore missing data.
 */
export function alarmHistory(
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = PUBLISHED_EXAMPLES,
): Transition[] {
  const { alarm, periodSeconds } = monitor;
  if (alarm === undefined) throw new Error(`The monitor ${monitor.name} has no alarm`);
  if (periodSeconds % MINUTE_SECONDS !== 0) throw new Error("Scenarios have a resolution of one minute");
  const interval = alarm.evaluationPeriods * periodSeconds > DAY_SECONDS ? 60 : 1;
  const rule = { ...alarm, missingData: isOnDynamoDb(monitor) ? ("ignore" as const) : alarm.missingData };
  const length = alarm.evaluationPeriods + assumptions.extraPeriods;
  const valueAt = createValue(monitor, length, assumptions, readerOf(source, scenario));
  const transitions: Transition[] = [];
  let state: AlarmState = "INSUFFICIENT_DATA";
  for (let minute = -1; minute < SCENARIO_MINUTES; minute += interval) {
    const range = valueAt(minute).map((value) => toDatapoint(value, alarm));
    const next = nextState(rule, range, state);
    // The first evaluation uses data from before the scenario, like that of an alarm on an existing metric.
    if (next !== state && minute >= 0) transitions.push({ minute, from: state, to: next });
    state = next;
  }
  return transitions;
}

/** Whether an alarm enters the state ALARM in a scenario. */
export const entersAlarm = (history: readonly Transition[]): boolean => history.some(({ to }) => to === "ALARM");

const isOnDynamoDb = ({ value }: Monitor): boolean =>
  (isMetricMath(value) ? Object.values(value.metrics) : [value]).some(({ namespace }) => namespace === "AWS/DynamoDB");

function toDatapoint(value: number | undefined, { operator, threshold }: MonitorAlarm): Datapoint {
  if (value === undefined) return undefined;
  return compares(operator, value, threshold) ? "breaching" : "notBreaching";
}

/** Returns a function that returns the values of the evaluation range that ends with a minute. */
function createValue(
  { value, periodSeconds }: Monitor,
  length: number,
  { fillsEmptySeries, delayMinutes }: Assumptions,
  read: MetricReader,
): (lastMinute: number) => TimeSeries {
  const periodMinutes = periodSeconds / MINUTE_SECONDS;
  const seriesAt = (metric: Metric, lastMinute: number) =>
    createSeries(length, (index) => {
      const end = lastMinute - (length - 1 - index) * periodMinutes;
      return read(metric, periodMinutes, end, lastMinute - delayMinutes);
    });
  if (!isMetricMath(value)) return (lastMinute) => seriesAt(value, lastMinute);
  const evaluate = prepareMath(value);
  // The same objects in each evaluation, because the reader caches values by metric.
  const quotas: Readonly<Record<string, Metric>> = Object.fromEntries(
    Object.entries(value.metrics).map(([id, metric]) => [id, quotaMetric(metric)]),
  );
  return (lastMinute) => {
    const metrics = Object.fromEntries(
      Object.entries(value.metrics).map(([id, metric]) => [id, seriesAt(metric, lastMinute)]),
    );
    const quotaOf = (id: string) => seriesAt(quotas[id] ?? missingMetric(id), lastMinute);
    const startSeconds = START_SECONDS + (lastMinute + 1 - length * periodMinutes) * MINUTE_SECONDS;
    return evaluate({ metrics, quotaOf, periodSeconds, startSeconds, fillsEmptySeries });
  };
}

function missingMetric(id: string): never {
  throw new Error(`There is no metric ${id}`);
}
