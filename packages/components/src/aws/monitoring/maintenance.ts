import type * as aws from "@pulumi/aws";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, matching, plainObject } from "../../shared/checks";
import type { MonitoringArgs, MonitoringMaintenanceWindow, MonitoringSuppressorArgs } from "./monitoring-args";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
const MAX_MINUTES = 21_600;
const MINUTES_PER_HOUR = 60;
const MAX_SUPPRESSOR_SECONDS = 86_400;

const windowName = matching(
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  "lowercase words separated by hyphens",
  'Example: "database-upgrade".',
);
const schedule = matching(
  /^(?:cron\(\S+(?: \S+){4}\)|at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?\))$/,
  "cron(…) with five fields, or at(…) with a date and time",
  'Examples: "cron(0 2 * * SUN)", "at(2026-12-31T22:00)".',
);
const timezone = matching(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/, "a time zone", 'Example: "Europe/Berlin".');
const date = matching(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00(?:Z|[+-]\d{2}:\d{2})$/,
  "a date and time with seconds of 00",
  'Example: "2026-12-01T00:00:00Z".',
);

/** Checks the maintenance windows. Returns them by name. */
export function checkMaintenanceWindows(
  issues: ArgumentIssues,
  windows: NonNullable<MonitoringArgs["maintenanceWindows"]>,
): readonly (readonly [string, MonitoringMaintenanceWindow])[] {
  if (!issues.check("maintenanceWindows", windows, plainObject("maintenance windows by name"))) return [];
  return Object.entries(windows).filter(([name, window]) => checkWindow(issues, name, window));
}

function checkWindow(issues: ArgumentIssues, name: string, window: MonitoringMaintenanceWindow): boolean {
  const path = `maintenanceWindows[${JSON.stringify(name)}]`;
  const isNamed = issues.check(path, name, windowName);
  const properties = ["schedule", "durationMinutes", "timezone", "startDate", "expireDate"];
  if (!issues.checkNames(path, window, properties)) return false;
  issues.check(`${path}.schedule`, window.schedule, schedule);
  issues.check(`${path}.durationMinutes`, window.durationMinutes, integerBetween(1, MAX_MINUTES));
  if (window.timezone !== undefined) issues.check(`${path}.timezone`, window.timezone, timezone);
  for (const property of ["startDate", "expireDate"] as const) {
    if (window[property] === undefined) continue;
    const isDate = issues.check(`${path}.${property}`, window[property], date);
    if (!isDate || typeof (window.schedule as unknown) !== "string" || !window.schedule.startsWith("at(")) continue;
    issues.add(`${path}.${property}`, window[property], {
      code: "conflict",
      statement: "a window with at(…) happens once",
      remedy: `Remove ${property}, or use cron(…).`,
    });
  }
  return isNamed;
}

/** Returns the rule of a maintenance window. */
export function muteRuleInputs(
  window: MonitoringMaintenanceWindow,
): Pick<aws.cloudwatch.AlarmMuteRuleArgs, "expireDate" | "rule" | "startDate"> {
  const { durationMinutes, timezone: zone = "UTC", startDate, expireDate } = window;
  const duration =
    durationMinutes % MINUTES_PER_HOUR === 0 ? `PT${durationMinutes / MINUTES_PER_HOUR}H` : `PT${durationMinutes}M`;
  return {
    rule: { schedule: { expression: window.schedule, duration, timezone: zone } },
    ...(startDate !== undefined && { startDate }),
    ...(expireDate !== undefined && { expireDate }),
  };
}

/** Checks the suppressing alarm. Returns the input of composite alarms. */
export function checkSuppressor(
  issues: ArgumentIssues,
  suppressor: MonitoringSuppressorArgs | undefined,
): aws.types.input.cloudwatch.CompositeAlarmActionsSuppressor | undefined {
  if (suppressor === undefined) return undefined;
  if (!issues.checkNames("suppressor", suppressor, ["alarm", "waitSeconds", "extensionSeconds"])) return undefined;
  const { waitSeconds = 120, extensionSeconds = 180 } = suppressor;
  const seconds = integerBetween(0, MAX_SUPPRESSOR_SECONDS);
  issues.check("suppressor.waitSeconds", waitSeconds, seconds);
  issues.check("suppressor.extensionSeconds", extensionSeconds, seconds);
  const alarm = issues.checkInput("suppressor.alarm", suppressor.alarm, alarmName);
  return { alarm, waitPeriod: waitSeconds, extensionPeriod: extensionSeconds };
}

const alarmName = (value: unknown) => {
  const what = "the name or the ARN of an alarm";
  if (typeof value !== "string") return expected("wrong-type", what);
  return value.trim() === "" ? expected("invalid-format", what) : undefined;
};
