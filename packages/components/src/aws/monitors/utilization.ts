import { inARow } from "./alarm-periods";
import type { Metric, MetricMath } from "./metric";
import type { AlarmMonitor, MonitorAlarm } from "./monitor";

/** An alarm on a resource that is nearly used up. */
export interface UtilizationAlarm extends Pick<
  MonitorAlarm,
  "firstStep" | "meaning" | "reason" | "runbook" | "severity" | "source"
> {
  /** The name of the monitor. */
  readonly name: string;
  /** The title of the chart. */
  readonly title: string;
  /** The percentage that raises the alarm. */
  readonly maximumPercent: number;
  /** The number of minutes in a row after which the alarm is raised. */
  readonly minutes: number;
}

/** Returns the monitor of a percentage that must not stay high. */
export const utilization = (
  value: Metric | MetricMath,
  { name, title, maximumPercent, minutes, ...alarm }: UtilizationAlarm,
): AlarmMonitor => ({
  name,
  title,
  value,
  unit: "Percent",
  periodSeconds: 60,
  alarm: { ...inARow(minutes), operator: ">=", threshold: maximumPercent, ...alarm },
});
