import { inARow } from "./alarm-periods";
import type { Metric, MetricMath } from "./metric";
import type { AlarmMonitor, Monitor, MonitorAlarm } from "./monitor";

/** The number of requests per minute below which one error is a large percentage, and the slowest request is the percentile. */
export const MINIMUM_REQUESTS = 20;
const ERROR_PERCENT = 5;
const PERIOD_SECONDS = 60;

type AlarmDescription = Pick<MonitorAlarm, "firstStep" | "meaning" | "runbook" | "source">;

/** How an alarm on failed requests is described. */
interface FailedRequests extends AlarmDescription {
  /** @default "Failed requests" */
  readonly title?: string;
  /** @default why three minutes and 20 requests */
  readonly reason?: string;
}

/** Returns the monitor of the percentage of requests that fail, which pages at 5 % in three minutes in a row. */
export const failedRequests = (
  value: Metric | MetricMath,
  {
    title = "Failed requests",
    reason = `Three minutes in a row rule out a single burst. Below ${MINIMUM_REQUESTS} requests per minute, one error is a large percentage.`,
    ...alarm
  }: FailedRequests,
): AlarmMonitor => ({
  name: "errors",
  title,
  value,
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: { ...inARow(3), operator: ">=", threshold: ERROR_PERCENT, severity: "page", ...alarm, reason },
});

/** An alarm on slow responses. */
interface SlowResponses extends AlarmDescription, Pick<Monitor, "name" | "title"> {
  readonly unit: "Milliseconds" | "Seconds";
  /** The time in this unit that raises the alarm; `undefined` for a value that is only shown. */
  readonly maximum: number | undefined;
  /** The number of minutes in a row after which the alarm is raised. */
  readonly minutes: number;
  readonly reason: string;
}

/** Returns the monitor of a response time, which pages if the owner states a maximum. */
export const slowResponses = (
  value: Metric | MetricMath,
  { name, title, unit, maximum, minutes, ...alarm }: SlowResponses,
): Monitor => ({
  name,
  title,
  value,
  unit,
  periodSeconds: PERIOD_SECONDS,
  ...(maximum !== undefined && {
    alarm: { ...inARow(minutes), operator: ">=", threshold: maximum, severity: "page", ...alarm },
  }),
});
