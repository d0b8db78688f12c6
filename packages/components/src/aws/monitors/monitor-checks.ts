import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, matching, oneOf, plainObject } from "../../shared/checks";
import { isMetricMath } from "./metric";
import { checkMetric } from "./metric-checks";
import { checkMetricMath } from "./metric-math-checks";
import type { ExistingAlarm, Monitor, MonitorAlarm, MonitorTimeRange } from "./monitor";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const SHORT_PERIODS = [10, 20, 30];
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const DAYS_OF_LONG_PERIODS = 7;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
const DAYS_OF_DATA = 455;

const UNITS = ["Bytes", "Bytes/Second", "Count", "Count/Second", "Milliseconds", "None", "Percent", "Seconds"];
const MONITOR_PROPERTIES = ["name", "title", "value", "unit", "periodSeconds", "timeRange", "alarm"];
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

const slug = matching(
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  "lowercase words separated by hyphens",
  'Example: "failed-requests".',
);
const sentence = matching(/\S/, "a text");
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
  const { name, title, value, unit, periodSeconds, timeRange, alarm } = monitor;
  issues.check(`${path}.name`, name, slug);
  issues.check(`${path}.title`, title, sentence);
  issues.check(`${path}.unit`, unit, oneOf(UNITS));
  const isPeriod = issues.check(`${path}.periodSeconds`, periodSeconds, period);
  if (issues.check(`${path}.value`, value, plainObject("a metric or metric math"))) {
    if (isMetricMath(value)) checkMetricMath(issues, `${path}.value`, value, alarm !== undefined);
    else checkMetric(issues, `${path}.value`, value);
  }
  if (timeRange !== undefined) checkTimeRange(issues, `${path}.timeRange`, timeRange);
  if (alarm !== undefined) checkMonitorAlarm(issues, `${path}.alarm`, alarm, isPeriod ? periodSeconds : undefined);
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
 */
export function checkMonitorAlarm(
  issues: ArgumentIssues,
  path: string,
  alarm: MonitorAlarm,
  periodSeconds: number | undefined,
): void {
  if (path !== "" && !issues.checkNames(path, alarm, ALARM_PROPERTIES)) return;
  const prefix = path === "" ? "" : `${path}.`;
  issues.check(`${prefix}operator`, alarm.operator, oneOf(["<", "<=", ">", ">="]));
  issues.check(`${prefix}threshold`, alarm.threshold, finiteNumber);
  issues.check(`${prefix}missingData`, alarm.missingData, oneOf(["breaching", "ignore", "missing", "notBreaching"]));
  issues.check(`${prefix}severity`, alarm.severity, oneOf(["page", "ticket"]));
  for (const property of ["meaning", "firstStep", "reason"] as const) {
    issues.check(`${prefix}${property}`, alarm[property], sentence);
  }
  issues.check(`${prefix}runbook`, alarm.runbook, slug);
  issues.check(`${prefix}source`, alarm.source, url);
  if (alarm.existing !== undefined) checkExistingAlarm(issues, `${prefix}existing`, alarm.existing);
  checkPeriods(issues, prefix, alarm, periodSeconds);
}

function checkExistingAlarm(issues: ArgumentIssues, path: string, existing: ExistingAlarm): void {
  if (!issues.checkNames(path, existing, ["alarmName", "alarmArn"])) return;
  const { alarmName, alarmArn } = existing;
  if (isPlainValue(alarmName)) issues.check(`${path}.alarmName`, alarmName, sentence);
  if (isPlainValue(alarmArn)) issues.check(`${path}.alarmArn`, alarmArn, arn);
}

function checkPeriods(
  issues: ArgumentIssues,
  prefix: string,
  { evaluationPeriods, datapointsToAlarm }: MonitorAlarm,
  periodSeconds: number | undefined,
): void {
  const areCounts = [
    issues.check(`${prefix}evaluationPeriods`, evaluationPeriods, integerFrom(1)),
    issues.check(`${prefix}datapointsToAlarm`, datapointsToAlarm, integerFrom(1)),
  ].every(Boolean);
  if (!areCounts) return;
  if (datapointsToAlarm > evaluationPeriods) {
    issues.add(`${prefix}datapointsToAlarm`, datapointsToAlarm, {
      code: "out-of-range",
      statement: (got) => `expected at most ${evaluationPeriods}, the number of evaluation periods, got ${got}`,
    });
  }
  if (periodSeconds === undefined) return;
  const days = periodSeconds >= HOUR ? DAYS_OF_LONG_PERIODS : 1;
  const maximum = Math.floor((days * DAY) / periodSeconds);
  if (evaluationPeriods <= maximum) return;
  issues.add(`${prefix}evaluationPeriods`, evaluationPeriods, {
    code: "out-of-range",
    statement: (got) => `expected at most ${maximum} periods of ${periodSeconds} seconds, got ${got}`,
    remedy:
      days === 1
        ? "An alarm evaluates at most one day, or seven days with periods of an hour or more."
        : "An alarm evaluates at most seven days.",
  });
}
