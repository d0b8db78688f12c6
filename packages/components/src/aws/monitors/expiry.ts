import type { Metric } from "./metric";
import type { Monitor, MonitorAlarm } from "./monitor";

/** Something that expires, such as a certificate. */
export interface Expiry {
  /** The remaining time. The service stops publishing it when the time is over. */
  readonly value: Metric;
  readonly title: string;
  readonly unit: Monitor["unit"];
  readonly periodSeconds: number;
  /** The number of periods of which one must have a value: more than one if the service publishes rarely. */
  readonly periods: number;
  /** The value that is one day. */
  readonly day: number;
  /** The number of days before the end at which there is time to act. */
  readonly warningDays: number;
  /** The beginning of runbook names: `certificate`. */
  readonly runbook: string;
  readonly warning: ExpiryWording;
  readonly end: ExpiryWording;
  readonly source: string;
}

/** What one alarm says. */
type ExpiryWording = Pick<MonitorAlarm, "firstStep" | "meaning" | "reason">;

/**
 * Returns the monitors of something that expires: `expires-soon` (ticket) when there is time to act, and `expires` (page) a day
 * before the end.
 *
 * @remarks
 * Without values, the state of the alarms does not change: something new has no values yet, and something expired has none anymore.
 */
export function expiryMonitors(expiry: Expiry): Monitor[] {
  const { title, value, unit, periodSeconds, periods, day, warningDays, runbook, source } = expiry;
  const alarm = {
    operator: "<=",
    evaluationPeriods: periods,
    datapointsToAlarm: 1,
    missingData: "ignore",
    source,
  } as const;
  const monitor = { value, unit, periodSeconds };
  return [
    {
      name: "expires-soon",
      title,
      ...monitor,
      alarm: {
        ...alarm,
        ...expiry.warning,
        threshold: warningDays * day,
        severity: "ticket",
        runbook: `${runbook}-expires-soon`,
      },
    },
    {
      name: "expires",
      title: `${title}, last day`,
      ...monitor,
      alarm: { ...alarm, ...expiry.end, threshold: day, severity: "page", runbook: `${runbook}-expires` },
    },
  ];
}
