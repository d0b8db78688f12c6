import { isMetricMath } from "../../src/aws/monitors/metric";
import type { Monitor, MonitorAlarm } from "../../src/aws/monitors/monitor";
import { nextState, type AlarmState, type Datapoint } from "./alarm-state";
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
): Transition[] => [...transitionsOf(monitor, scenario, source, assumptions)];

/** Whether an alarm enters the state ALARM in a scenario. The rest of the scenario is then not evaluated. */
export function entersAlarm(
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = PUBLISHED_EXAMPLES,
): boolean {
  for (const { to } of transitionsOf(monitor, scenario, source, assumptions)) if (to === "ALARM") return true;
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
  for (const { minute, state } of statesOf(monitor, scenario, source, assumptions)) {
    while (raised.length < minute) raised.push(isRaised);
    isRaised = state === "ALARM";
  }
  while (raised.length < SCENARIO_MINUTES) raised.push(isRaised);
  return raised;
}

function* transitionsOf(
  monitor: Monitor,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions,
): Generator<Transition, void> {
  let from: AlarmState = "INSUFFICIENT_DATA";
  for (const { minute, state } of statesOf(monitor, scenario, source, assumptions)) {
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
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions,
): Generator<Evaluation, void> {
  const { alarm, periodSeconds } = monitor;
  if (alarm === undefined) throw new Error(`The monitor ${monitor.name} has no alarm`);
  if (periodSeconds % MINUTE_SECONDS !== 0) throw new Error("Scenarios have a resolution of one minute");
  const interval = alarm.evaluationPeriods * periodSeconds > DAY_SECONDS ? 60 : 1;
  const rule = { ...alarm, missingData: isOnDynamoDb(monitor) ? ("ignore" as const) : alarm.missingData };
  const rangeAt = createRange(monitor, alarm, assumptions, readerOf(source, scenario));
  let state: AlarmState = "INSUFFICIENT_DATA";
  for (let minute = -1; minute < SCENARIO_MINUTES; minute += interval) {
    const range = rangeAt(minute).map((value) => toDatapoint(value, alarm));
    state = nextState(rule, range, state);
    yield { minute, state };
  }
}

const isOnDynamoDb = ({ value }: Monitor): boolean =>
  (isMetricMath(value) ? Object.values(value.metrics) : [value]).some(({ namespace }) => namespace === "AWS/DynamoDB");

function toDatapoint(value: number | undefined, { operator, threshold }: MonitorAlarm): Datapoint {
  if (value === undefined) return undefined;
  return compares(operator, value, threshold) ? "breaching" : "notBreaching";
}
