import type { MissingData, MonitorAlarm } from "./monitor";

/** When an alarm is raised. */
export type AlarmPeriods = Pick<MonitorAlarm, "datapointsToAlarm" | "evaluationPeriods" | "missingData">;

/** Raises an alarm when a number of periods in a row are breaching. */
export const inARow = (periods: number, missingData: MissingData = "notBreaching"): AlarmPeriods => ({
  evaluationPeriods: periods,
  datapointsToAlarm: periods,
  missingData,
});
