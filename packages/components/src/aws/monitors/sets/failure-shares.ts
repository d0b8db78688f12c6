import { inARow } from "../alarm-periods";
import type { MetricMath } from "../metric";
import type { AlarmMonitor, MonitorAlarm } from "../monitor";

/** A percentage of failures. */
export interface FailureShares extends Pick<MonitorAlarm, "firstStep" | "meaning" | "runbook" | "source"> {
  /** The name of the monitor of each minute: `failed-executions`. */
  readonly name: string;
  /** The title of the chart: `Failed executions`. */
  readonly title: string;
  /** Returns the percentage of failures, or 0 if a period has fewer than a minimum number of attempts. */
  readonly value: (minimum: number) => MetricMath;
}

const FAILURE_PERCENT = 5;
const MINIMUM_PER_MINUTE = 10;
const HOUR_SECONDS = 3600;

/**
 * Returns two monitors of a percentage of failures: of each minute, which pages, and of each hour, which also notices a single
 * failure where hardly anything is attempted, such as that of a nightly job.
 */
export function failureShares({ name, title, value, ...alarm }: FailureShares): [AlarmMonitor, AlarmMonitor] {
  return [
    {
      name,
      title,
      value: value(MINIMUM_PER_MINUTE),
      unit: "Percent",
      periodSeconds: 60,
      alarm: {
        ...inARow(5),
        operator: ">=",
        threshold: FAILURE_PERCENT,
        severity: "page",
        reason:
          "Five minutes in a row rule out a single burst. Below ten attempts per minute, one failure is a large percentage.",
        ...alarm,
      },
    },
    {
      name: `${name}-per-hour`,
      title: `${title} per hour`,
      value: value(1),
      unit: "Percent",
      periodSeconds: HOUR_SECONDS,
      alarm: {
        ...inARow(1),
        operator: ">=",
        threshold: FAILURE_PERCENT,
        severity: "ticket",
        reason:
          "The alarm for each minute ignores few attempts. An hour with 5 % failures is unusual, however few there are.",
        ...alarm,
      },
    },
  ];
}
