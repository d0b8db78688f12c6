import { isMetricMath } from "../../src/aws/monitors/metric";
import type { AnomalySide, Monitor } from "../../src/aws/monitors/monitor";
import { nextState, type AlarmRule, type AlarmState, type Datapoint } from "./alarm-state";
import { compares } from "./math-operators";
import { createRange, type Assumptions } from "./evaluation-range";
import { readerOf, type MetricSource } from "./metric-reader";
import { SCENARIO_MINUTES, type Scenario } from "./scenarios";

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
/**
 * Returns the changes of an alarm's state during a scenario, after the first evaluation.
 *
 * @remarks
 * Implements https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: alarms with periods of a minute
 * or more are evaluated every minute over a sliding window, and alarms over more than a day every hour. Scenarios have a resolution
 * of one minute, so alarms with shorter periods are not supported. Alarms on metrics in `AWS/DynamoDB` ignore missing data.
 */
export const alarmHistory = (
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = PUBLISHED_EXAMPLES,
): Transition[] => [...transitionsOf(monitor, thresholdOf(monitor), scenario, source, assumptions)];

/** The bounds of an anomaly band. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Returns the changes of the state of an anomaly band's alarm during a scenario, after the first evaluation.
 *
 * @remarks
 * The model that computes the band is not published, so the band is given like the values of the metrics.
 *
 * @param boundsAt - returns the bounds of the period that ends with a minute
 */
export const bandHistory = (
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  boundsAt: (minute: number) => Bounds,
): Transition[] => {
  const { anomalyBand } = monitor;
  if (anomalyBand === undefined) throw new Error(`The monitor ${monitor.name} has no anomaly band`);
  const isBreaching = (value: number, minute: number) => isOutside(anomalyBand.breaching, value, boundsAt(minute));
  return [...transitionsOf(monitor, { rule: anomalyBand, isBreaching }, scenario, source, PUBLISHED_EXAMPLES)];
};

const isOutside = (side: AnomalySide, value: number, { lower, upper }: Bounds): boolean =>
  (side !== "below" && value > upper) || (side !== "above" && value < lower);

/** What an alarm evaluates data points with. */
interface Evaluator {
  readonly rule: AlarmRule;
  /** Whether the value of the period that ends with a minute is breaching. */
  readonly isBreaching: (value: number, minute: number) => boolean;
}

function thresholdOf({ name, alarm }: Monitor): Evaluator {
  if (alarm === undefined) throw new Error(`The monitor ${name} has no alarm`);
  return { rule: alarm, isBreaching: (value) => compares(alarm.operator, value, alarm.threshold) };
}

/** Whether an alarm enters the state ALARM in a scenario. The rest of the scenario is then not evaluated. */
export function entersAlarm(
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = PUBLISHED_EXAMPLES,
): boolean {
  const transitions = transitionsOf(monitor, thresholdOf(monitor), scenario, source, assumptions);
  for (const { to } of transitions) if (to === "ALARM") return true;
  return false;
}

/** Returns for each minute of a scenario whether an alarm is in the state ALARM. */
export function raisedMinutes(
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = PUBLISHED_EXAMPLES,
): boolean[] {
  const raised: boolean[] = [];
  let isRaised = false;
  for (const { minute, state } of statesOf(monitor, thresholdOf(monitor), scenario, source, assumptions)) {
    while (raised.length < minute) raised.push(isRaised);
    isRaised = state === "ALARM";
  }
  while (raised.length < SCENARIO_MINUTES) raised.push(isRaised);
  return raised;
}

function* transitionsOf(
  monitor: Monitor,
  evaluator: Evaluator,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions,
): Generator<Transition, void> {
  let from: AlarmState = "INSUFFICIENT_DATA";
  for (const { minute, state } of statesOf(monitor, evaluator, scenario, source, assumptions)) {
    // The first evaluation uses data from before the scenario, like that of an alarm on an existing metric.
    if (state !== from && minute >= 0) yield { minute, from, to: state };
    from = state;
  }
}

/** The state of an alarm after an evaluation. */
interface Evaluation {
  /** The minute at whose end the alarm is evaluated. */
  readonly minute: number;
  readonly state: AlarmState;
}

function* statesOf(
  monitor: Monitor,
  { rule: declared, isBreaching }: Evaluator,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions,
): Generator<Evaluation, void> {
  const { periodSeconds } = monitor;
  if (periodSeconds % MINUTE_SECONDS !== 0) throw new Error("Scenarios have a resolution of one minute");
  const interval = declared.evaluationPeriods * periodSeconds > DAY_SECONDS ? 60 : 1;
  const rule = { ...declared, missingData: isOnDynamoDb(monitor) ? ("ignore" as const) : declared.missingData };
  const rangeAt = createRange(monitor, rule, assumptions, readerOf(source, scenario));
  const periodMinutes = periodSeconds / MINUTE_SECONDS;
  let state: AlarmState = "INSUFFICIENT_DATA";
  for (let minute = -1; minute < SCENARIO_MINUTES; minute += interval) {
    const values = rangeAt(minute);
    const range = values.map((value, index): Datapoint => {
      if (value === undefined) return undefined;
      return isBreaching(value, minute - (values.length - 1 - index) * periodMinutes) ? "breaching" : "notBreaching";
    });
    state = nextState(rule, range, state);
    yield { minute, state };
  }
}

const isOnDynamoDb = ({ value }: Monitor): boolean =>
  (isMetricMath(value) ? Object.values(value.metrics) : [value]).some(({ namespace }) => namespace === "AWS/DynamoDB");
