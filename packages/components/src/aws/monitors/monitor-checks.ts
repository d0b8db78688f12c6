import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, integerBetween, matching, oneOf, plainObject } from "../../shared/checks";
import { checkAlarmMeaning, checkPeriods, sentence, slug } from "./alarm-checks";
import { checkAnomalyBand } from "./anomaly-band-checks";
import { isMetricMath } from "./metric";
import { checkMetric } from "./metric-checks";
import { checkMetricMath } from "./metric-math-checks";
import type { ExistingAlarm, Monitor, MonitorAlarm, MonitorTimeRange } from "./monitor";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const SHORT_PERIODS = [10, 20, 30];
const MINUTE = 60;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
const DAYS_OF_DATA = 455;

const UNITS = ["Bytes", "Bytes/Second", "Count", "Count/Second", "Milliseconds", "None", "Percent", "Seconds"];
const MONITOR_PROPERTIES = ["name", "title", "value", "unit", "periodSeconds", "timeRange", "alarm", "anomalyBand"];
const ALARM_PROPERTIES = [
  "operator",
  "threshold",
  "evaluationPeriods",
  "datapointsToAlarm",
  "missingData",
  "severity",
  "meaning",
  "firstStep",
  "runbook",
  "reason",
  "source",
  "existing",
];

const arn = matching(
  /^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/,
  "the ARN of an alarm",
  'Example: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-errors".',
);
const url = matching(/^https:\/\/\S+$/, "an https URL");
const finiteNumber: Check<unknown> = (value) => {
  if (typeof value !== "number") return expected("wrong-type", "a number");
  return Number.isFinite(value) ? undefined : expected("out-of-range", "a finite number");
};

/** Accepts the periods of alarms. */
const period: Check<unknown> = (value) => {
  const what = "10, 20, 30, or a multiple of 60";
  if (typeof value !== "number") return expected("wrong-type", what);
  const isMultiple = Number.isSafeInteger(value) && value >= MINUTE && value % MINUTE === 0;
  return isMultiple || SHORT_PERIODS.includes(value) ? undefined : expected("not-allowed", what);
};

/** Checks a monitor. */
export function checkMonitor(issues: ArgumentIssues, path: string, monitor: Monitor): void {
  if (!issues.check(path, monitor, plainObject("a monitor"))) return;
  issues.checkNames(path, monitor, MONITOR_PROPERTIES);
  const { name, title, value, unit, periodSeconds, timeRange, alarm, anomalyBand } = monitor;
  issues.check(`${path}.name`, name, slug);
  issues.check(`${path}.title`, title, sentence);
  issues.check(`${path}.unit`, unit, oneOf(UNITS));
  const isPeriod = issues.check(`${path}.periodSeconds`, periodSeconds, period);
  if (issues.check(`${path}.value`, value, plainObject("a metric or metric math"))) {
    if (isMetricMath(value)) checkMetricMath(issues, `${path}.value`, value, (alarm ?? anomalyBand) !== undefined);
    else checkMetric(issues, `${path}.value`, value);
  }
  if (timeRange !== undefined) checkTimeRange(issues, `${path}.timeRange`, timeRange);
  if (alarm !== undefined) checkMonitorAlarm(issues, `${path}.alarm`, alarm, isPeriod ? periodSeconds : undefined);
  if (anomalyBand !== undefined) {
    checkAnomalyBand(issues, `${path}.anomalyBand`, anomalyBand, isPeriod ? periodSeconds : undefined);
  }
}

function checkTimeRange(issues: ArgumentIssues, path: string, timeRange: MonitorTimeRange): void {
  if (!issues.checkNames(path, timeRange, ["days", "view"])) return;
  issues.check(`${path}.days`, timeRange.days, integerBetween(1, DAYS_OF_DATA));
  issues.check(`${path}.view`, timeRange.view, oneOf(["line", "number"]));
}

/**
 * Checks the alarm of a monitor.
 *
 * @param path - the location of the alarm; "" if its properties are the arguments themselves
 * @param periodSeconds - the period of the monitor; `undefined` if it is invalid
 * @returns whether descriptions can contain the texts of the alarm
 */
export function checkMonitorAlarm(
  issues: ArgumentIssues,
  path: string,
  alarm: MonitorAlarm,
  periodSeconds: number | undefined,
): boolean {
  if (path !== "" && !issues.checkNames(path, alarm, ALARM_PROPERTIES)) return false;
  const prefix = path === "" ? "" : `${path}.`;
  issues.check(`${prefix}operator`, alarm.operator, oneOf(["<", "<=", ">", ">="]));
  issues.check(`${prefix}threshold`, alarm.threshold, finiteNumber);
  const isDescribed = checkAlarmMeaning(issues, prefix, alarm);
  issues.check(`${prefix}reason`, alarm.reason, sentence);
  issues.check(`${prefix}source`, alarm.source, url);
  if (alarm.existing !== undefined) checkExistingAlarm(issues, `${prefix}existing`, alarm.existing);
  checkPeriods(issues, prefix, alarm, periodSeconds);
  return isDescribed;
}

function checkExistingAlarm(issues: ArgumentIssues, path: string, existing: ExistingAlarm): void {
  if (!issues.checkNames(path, existing, ["alarmName", "alarmArn"])) return;
  const { alarmName, alarmArn } = existing;
  if (isPlainValue(alarmName)) issues.check(`${path}.alarmName`, alarmName, sentence);
  if (isPlainValue(alarmArn)) issues.check(`${path}.alarmArn`, alarmArn, arn);
}
