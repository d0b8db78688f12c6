import type { BurnRateMonitors } from "../../src/aws/monitoring/slo/slo-monitors";
import { raisedMinutes } from "./alarm-history";
import type { Assumptions } from "./evaluation-range";
import type { MetricSource } from "./metric-reader";
import type { Scenario } from "./scenarios";

const DAY_SECONDS = 86_400;
/** An alarm that reads no more data than it evaluates. */
const LEAST_DATA: Assumptions = { extraPeriods: 0, fillsEmptySeries: false, delayMinutes: 0 };

/** When the composite alarm of a burn rate is raised. */
interface RaisedTime {
  /** The first minute at whose end both of its alarms are in the state ALARM; `undefined` if there is none. */
  readonly from: number | undefined;
  /** The last minute. */
  readonly to: number | undefined;
}

/** Returns when the composite alarm of a burn rate is raised in a scenario. */
export function raisedTime(
  { long, short }: BurnRateMonitors,
  scenario: Scenario,
  source: MetricSource,
  assumptions: Assumptions = LEAST_DATA,
): RaisedTime {
  const longRaised = raisedMinutes(long, scenario, source, assumptions);
  // Most scenarios are decided by the long window.
  if (!longRaised.includes(true)) return { from: undefined, to: undefined };
  const shortRaised = raisedMinutes(short, scenario, source, assumptions);
  const minutes = longRaised.flatMap((isRaised, minute) => (isRaised && shortRaised[minute] === true ? [minute] : []));
  return { from: minutes[0], to: minutes.at(-1) };
}

/** Returns the first minute of a scenario at whose end the composite alarm of a burn rate is raised. */
export const raisedAt = (
  monitors: BurnRateMonitors,
  scenario: Scenario,
  source: MetricSource,
  assumptions?: Assumptions,
): number | undefined => raisedTime(monitors, scenario, source, assumptions).from;

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
