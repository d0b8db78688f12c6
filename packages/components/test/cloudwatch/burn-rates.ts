import type { BurnRateMonitors } from "../../src/aws/monitoring/slo/slo-monitors";
import { raisedMinutes } from "./alarm-history";
import type { Assumptions } from "./evaluation-range";
import type { MetricSource } from "./metric-reader";
import type { Scenario } from "./scenarios";

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
  assumptions?: Assumptions,
): number | undefined {
  const longRaised = raisedMinutes(long, scenario, source, assumptions);
  // Most scenarios are decided by the long window.
  if (!longRaised.includes(true)) return undefined;
  const shortRaised = raisedMinutes(short, scenario, source, assumptions);
  const minute = longRaised.findIndex((isRaised, index) => isRaised && shortRaised[index] === true);
  return minute === -1 ? undefined : minute;
}

/**
 * What CloudWatch does not document. All combinations would take twice as long, and five further periods of three days are more than
 * two weeks.
 */
const ASSUMPTIONS: readonly Assumptions[] = [
  { extraPeriods: 0, fillsEmptySeries: false, delayMinutes: 0 },
  { extraPeriods: 2, fillsEmptySeries: true, delayMinutes: 0 },
];

/** Whether the composite alarm of a burn rate is raised in a scenario, under different assumptions. */
export const outcomesOf = (monitors: BurnRateMonitors, scenario: Scenario, source: MetricSource): boolean[] =>
  ASSUMPTIONS.map((assumptions) => raisedAt(monitors, scenario, source, assumptions) !== undefined);
