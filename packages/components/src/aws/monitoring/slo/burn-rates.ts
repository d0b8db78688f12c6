import type { AlarmSeverity } from "../../monitors/monitor";

const MINUTES_PER_DAY = 1440;
const MINUTES_PER_HOUR = 60;
/** CloudWatch evaluates alarms every minute, and alarms over more than a day every hour. */
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
const evaluationMinutes = (windowMinutes: number) => (windowMinutes > MINUTES_PER_DAY ? MINUTES_PER_HOUR : 1);

/** The two windows in which an alarm compares the burn rate, and the part of the error budget that raises it. */
interface BurnRateWindows {
  /** The name of the alarm. */
  readonly name: "fast-burn" | "medium-burn" | "slow-burn";
  readonly severity: AlarmSeverity;
  /** The percentage of the error budget that is consumed when the alarm is raised. */
  readonly budgetPercent: number;
  /** The window that decides whether a significant part of the budget is consumed. */
  readonly longMinutes: number;
  /** The window that decides whether the budget is still being consumed. */
  readonly shortMinutes: number;
}

/** A burn rate that raises an alarm. */
export interface BurnRate extends BurnRateWindows {
  /** How many times faster than the objective allows events are bad: 14.4. */
  readonly rate: number;
}

/**
 * The recommended windows of table 5-8, "Recommended parameters for an SLO-based alerting configuration".
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const WINDOWS: readonly BurnRateWindows[] = [
  { name: "fast-burn", severity: "page", budgetPercent: 2, longMinutes: 60, shortMinutes: 5 },
  { name: "medium-burn", severity: "page", budgetPercent: 5, longMinutes: 360, shortMinutes: 30 },
  { name: "slow-burn", severity: "ticket", budgetPercent: 10, longMinutes: 4320, shortMinutes: 360 },
];

/**
 * Returns the burn rates that raise alarms.
 *
 * @remarks
 * A burn rate of 1 consumes the budget in exactly the window of the objective. To consume 2 % of the budget of 30 days within an
 * hour, events must be bad at 0.02 × 720 = 14.4 times this rate. The published rates 14.4, 6, and 1 are those of 30 days.
 *
 * @param windowDays - the window of the objective
 */
export const burnRatesOf = (windowDays: number): readonly BurnRate[] =>
  WINDOWS.map((windows) => {
    const share = windows.budgetPercent / 100;
    return { ...windows, rate: rounded((share * windowDays * MINUTES_PER_DAY) / windows.longMinutes, 2) };
  });

/** Returns the fraction of events that can be bad: 0.001 for an objective of 99.9 %. */
export const budgetFraction = (objective: number): number => rounded((100 - objective) / 100, 6);

/** Returns the number of minutes of a complete outage that consume the budget, if the traffic is constant. */
export const budgetMinutes = (objective: number, windowDays: number): number =>
  rounded(budgetFraction(objective) * windowDays * MINUTES_PER_DAY, 3);

/**
 * Returns the number of events in the long window from which a burn rate counts.
 *
 * @remarks
 * From this number on, the burn rate is only reached with at least `minimumBadEvents` bad events: with an objective of 99.9 %, a
 * rate of 14.4 means that 1.44 % of the events are bad, and 1.44 % of 695 events are 10.
 */
export const minimumEvents = (rate: number, objective: number, minimumBadEvents: number): number =>
  Math.ceil(rounded(minimumBadEvents / (rate * budgetFraction(objective)), 6));

/** When an alarm is raised after events have begun to be bad. */
export interface BurnRateDetection {
  /** The number of minutes after which the alarm is raised at the latest. */
  readonly minutes: number;
  /** The percentage of the error budget that is consumed by then. */
  readonly consumedPercent: number;
}

/**
 * Returns when an alarm is raised if a constant percentage of events becomes bad, and none was before.
 *
 * @remarks
 * The long window reaches the burn rate later than the short one. It does after `long window × rate × budget / bad fraction`, and
 * CloudWatch notices at its next evaluation. The traffic is assumed to be constant, and metrics to be published without delay.
 *
 * @returns `undefined` if the alarm is not raised, because the burn rate is not reached
 */
export function detectionOf(
  { rate, longMinutes }: Pick<BurnRate, "longMinutes" | "rate">,
  objective: number,
  windowDays: number,
  badPercent: number,
): BurnRateDetection | undefined {
  const budget = budgetFraction(objective);
  const badFraction = badPercent / 100;
  if (badFraction < rate * budget) return undefined;
  const interval = evaluationMinutes(longMinutes);
  const reached = rounded((longMinutes * rate * budget) / badFraction, 6);
  const minutes = Math.ceil(rounded(reached / interval, 6)) * interval;
  const consumedPercent = (100 * badFraction * minutes) / budgetMinutes(objective, windowDays);
  return { minutes, consumedPercent: rounded(consumedPercent, 1) };
}

/** Rounds away the inaccuracy of binary fractions: 100 - 99.9 is 0.09999999999999432. */
function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
