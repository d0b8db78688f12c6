import { inARow } from "../../monitors/alarm-periods";
import type { AlarmMonitor, Monitor, MonitorAlarm } from "../../monitors/monitor";
import { budgetFraction, burnRatesOf, minimumEvents, type BurnRate } from "./burn-rates";
import { countMath, eventsOf, overEvents, type SloEvents } from "./indicator";
import type { SloArgs } from "./slo-args";
import { BURN_RATE_WORDING, durationOf } from "./wording";

/** What the monitors of an objective depend on. */
export type SloPlan = Required<Pick<SloArgs, "indicator" | "minimumBadEvents" | "objective" | "windowDays">>;

/** The alarms of a burn rate, which is reached while both are raised. */
export interface BurnRateMonitors {
  /** The name of the composite alarm of both: `fast-burn`. */
  readonly name: BurnRate["name"];
  readonly long: AlarmMonitor;
  readonly short: AlarmMonitor;
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const CHART_SECONDS = 300;
const WORKBOOK = "https://sre.google/workbook/alerting-on-slos/";

/** Returns the monitors of the burn rates that raise alarms. */
export function burnRateMonitors(plan: SloPlan): readonly BurnRateMonitors[] {
  const events = eventsOf(plan.indicator);
  return burnRatesOf(plan.windowDays).map((burnRate) => {
    const alarm = burnRateAlarm(burnRate, plan);
    const minimum = minimumEvents(burnRate.rate, plan.objective, plan.minimumBadEvents);
    return {
      name: burnRate.name,
      long: burnRateMonitor(burnRate.name, burnRate.longMinutes, ratio(events, plan.objective, minimum), alarm),
      // The long window decides whether there are enough events. The short one only avoids a division by zero.
      short: burnRateMonitor(`${burnRate.name}-short`, burnRate.shortMinutes, ratio(events, plan.objective, 1), alarm),
    };
  });
}

/**
 * Returns the monitors that the dashboard shows: the consumed error budget, the burn rates, and the numbers of events.
 *
 * @param burnRates - the monitors of the long windows, with the composite alarms
 */
export function sloMonitors(plan: SloPlan, burnRates: readonly AlarmMonitor[]): readonly Monitor[] {
  const { objective, windowDays } = plan;
  const events = eventsOf(plan.indicator);
  const budget = budgetFraction(objective);
  const consumed = `100 * bad / events / ${budget}`;
  const history = `100 * RUNNING_SUM(bad) / SUM(events) / ${budget}`;
  const counts = { unit: "Count", periodSeconds: CHART_SECONDS } as const;
  const percentage = { unit: "Percent", periodSeconds: HOUR_SECONDS } as const;
  // The short window of the last burn rate is the long one of the burn rate before it.
  const shortWindows = burnRateMonitors(plan).slice(0, -1);
  return [
    {
      name: "budget",
      title: `Consumed error budget of ${windowDays} days (%)`,
      value: overEvents(events, `IF(events > 0, ${consumed}, 0)`),
      ...percentage,
      timeRange: { days: windowDays, view: "number" },
    },
    {
      name: "budget-history",
      title: "Consumed error budget over time",
      value: overEvents(events, `IF(SUM(events) > 0, ${history}, TIME_SERIES(0))`),
      ...percentage,
      timeRange: { days: windowDays, view: "line" },
    },
    { name: "bad-events", title: "Bad events", value: countMath(events.bad), ...counts },
    ...burnRates,
    ...shortWindows.map(({ short: { alarm, ...monitor } }): Monitor => ({
      ...monitor,
      title: `${monitor.title} (threshold ${alarm.threshold})`,
    })),
    { name: "events", title: "Events", value: countMath(events.total), ...counts },
  ];
}

/** Returns a burn rate in metric math: 0 with fewer than a minimum number of events. */
const ratio = (events: SloEvents, objective: number, minimum: number): Monitor["value"] =>
  overEvents(events, `IF(events >= ${minimum}, bad / events / ${budgetFraction(objective)}, 0)`);

function burnRateMonitor(
  name: string,
  minutes: number,
  value: Monitor["value"],
  alarm: MonitorAlarm,
): AlarmMonitor & Required<Pick<Monitor, "timeRange">> {
  return {
    name,
    title: `Burn rate over ${durationOf(minutes)}`,
    value,
    unit: "None",
    periodSeconds: minutes * MINUTE_SECONDS,
    timeRange: { days: chartDays(minutes), view: "line" },
    alarm,
  };
}

/** A chart of a long period needs a long time range to show more than one value. */
function chartDays(periodMinutes: number): number {
  if (periodMinutes <= 60) return 1;
  return periodMinutes <= 360 ? 7 : 30;
}

function burnRateAlarm({ name, rate, ...windows }: BurnRate, { objective, windowDays }: SloPlan): MonitorAlarm {
  const { firstStep, reason } = BURN_RATE_WORDING[name];
  const exhausted = durationOf((100 * windows.longMinutes) / windows.budgetPercent);
  return {
    ...inARow(1),
    operator: ">=",
    threshold: rate,
    severity: windows.severity,
    meaning: `So many events are bad that the error budget of ${windowDays} days lasts for ${exhausted} at most (burn rate ${rate}, objective ${objective} %).`,
    firstStep,
    runbook: `slo-${name}`,
    reason: `${windows.budgetPercent} % of the error budget is consumed. ${reason} The window of ${durationOf(windows.shortMinutes)} clears the alarm soon after the cause is removed.`,
    source: WORKBOOK,
  };
}
