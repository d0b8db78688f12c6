import type { BurnRateMonitors } from "../../src/aws/monitoring/slo/slo-monitors";
import { raisedMinutes } from "./alarm-history";
import type { Assumptions } from "./evaluation-range";
import type { MetricSource } from "./metric-reader";
import type { Scenario } from "./scenarios";

const DAY_SECONDS = 86_400;
/** An alarm that reads no more data than it evaluates. */
const LEAST_DATA: Assumptions = { extraPeriods: 0, fillsEmptySeries: false, delayMinutes: 0 };

/**
 * Returns the first minute of a scenario at whose end the composite alarm of a burn rate is raised: both of its alarms are in the
 * state ALARM.
 *
 * @returns `undefined` if the composite alarm is not raised
 */
export function raisedAt(
  { long, short }: BurnRateMonitors,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = LEAST_DATA,
): number | undefined {
  const longRaised = raisedMinutes(long, scenario, source, assumptions);
  // Most scenarios are decided by the long window.
  if (!longRaised.includes(true)) return undefined;
  const shortRaised = raisedMinutes(short, scenario, source, assumptions);
  const minute = longRaised.findIndex((isRaised, index) => isRaised && shortRaised[index] === true);
  return minute === -1 ? undefined : minute;
}

/**
 * Returns what CloudWatch does not document. Further periods matter only while data is missing, and those of three days would take most
 * of the time of the tests.
 */
function assumptionsFor({ long }: BurnRateMonitors): readonly Assumptions[] {
  const extraPeriods = long.periodSeconds > DAY_SECONDS ? 0 : 2;
  return [LEAST_DATA, { extraPeriods, fillsEmptySeries: true, delayMinutes: 0 }];
}

/** Whether the composite alarm of a burn rate is raised in a scenario, under different assumptions. */
export const outcomesOf = (monitors: BurnRateMonitors, scenario: Scenario, source: MetricSource): boolean[] =>
  assumptionsFor(monitors).map((assumptions) => raisedAt(monitors, scenario, source, assumptions) !== undefined);
