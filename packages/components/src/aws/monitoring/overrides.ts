import type { ArgumentIssues } from "../../shared/argument-issues";
import { plainObject } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { checkMonitorAlarm } from "../monitors/monitor-checks";
import { hasAlarm, type AlarmMonitor, type Monitor, type MonitorAlarm, type MonitorSet } from "../monitors/monitor";
import { monitorKey, reportUnknownKeys } from "./monitor-keys";
import type { MonitoringArgs, MonitoringOverride } from "./monitoring-args";

/** The properties that an override can change, and whether an alarm that exists already can still be changed. */
const PROPERTIES: Readonly<Record<keyof MonitoringOverride, "always" | "createdAlarms">> = {
  threshold: "createdAlarms",
  evaluationPeriods: "createdAlarms",
  datapointsToAlarm: "createdAlarms",
  missingData: "createdAlarms",
  severity: "always",
  meaning: "always",
  firstStep: "always",
  runbook: "always",
};

/** Checks the overrides and returns the sets with the changed alarms. */
export function applyOverrides(
  issues: ArgumentIssues,
  sets: readonly MonitorSet[],
  overrides: NonNullable<MonitoringArgs["overrides"]>,
): readonly MonitorSet[] {
  if (!issues.check("overrides", overrides, plainObject("overrides by set and monitor"))) return sets;
  reportUnknownKeys(issues, "overrides", sets, Object.keys(overrides));
  return sets.map((set) => ({
    ...set,
    monitors: set.monitors.map((monitor) => {
      const key = monitorKey(set, monitor);
      return Object.hasOwn(overrides, key) ? applyOverride(issues, key, monitor, overrides[key]) : monitor;
    }),
  }));
}

const pathOf = (key: string): string => `overrides[${JSON.stringify(key)}]`;

function applyOverride(
  issues: ArgumentIssues,
  key: string,
  monitor: Monitor,
  override: MonitoringOverride | false | undefined,
): Monitor {
  const path = pathOf(key);
  if (override === undefined) return monitor;
  if (!hasAlarm(monitor)) {
    issues.add(path, override, {
      code: "conflict",
      statement: "the monitor has no alarm",
      remedy: "Remove the override, or pass the argument of the target that adds the alarm.",
    });
    return monitor;
  }
  if (override === false) return withoutAlarm(monitor);
  const isObject = issues.check(
    path,
    override,
    plainObject("false or a plain object", "Alarms are created from it, so outputs are not accepted."),
  );
  if (!isObject || !issues.checkNames(path, override, Object.keys(PROPERTIES), "property")) return monitor;
  if (monitor.alarm.existing !== undefined && !checkExisting(issues, path, override)) return monitor;
  const alarm = { ...monitor.alarm, ...periodsOf(monitor.alarm, override), ...definedProperties(override) };
  return checkMonitorAlarm(issues, path, alarm, monitor.periodSeconds) ? { ...monitor, alarm } : monitor;
}

const withoutAlarm = ({ name, title, value, unit, periodSeconds, timeRange, anomalyBand }: AlarmMonitor): Monitor => ({
  name,
  title,
  value,
  unit,
  periodSeconds,
  ...(timeRange && { timeRange }),
  ...(anomalyBand && { anomalyBand }),
});

/** An alarm that needs all of its periods still does so with another number of periods. */
const periodsOf = (
  { datapointsToAlarm, evaluationPeriods }: MonitorAlarm,
  override: MonitoringOverride,
): Pick<MonitorAlarm, "datapointsToAlarm"> => {
  const periods = override.evaluationPeriods ?? evaluationPeriods;
  return {
    datapointsToAlarm: datapointsToAlarm === evaluationPeriods ? periods : Math.min(datapointsToAlarm, periods),
  };
};

function checkExisting(issues: ArgumentIssues, path: string, override: MonitoringOverride): boolean {
  const fixed = (Object.keys(override) as (keyof MonitoringOverride)[]).filter(
    (property) => PROPERTIES[property] === "createdAlarms" && override[property] !== undefined,
  );
  for (const property of fixed) {
    issues.add(`${path}.${property}`, override[property], {
      code: "conflict",
      statement: "the target has created the alarm already",
      remedy: "Change the arguments of the target instead.",
    });
  }
  return fixed.length === 0;
}
