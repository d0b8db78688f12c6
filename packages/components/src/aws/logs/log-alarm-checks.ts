import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import type { AlarmMonitor, MissingData, ThresholdOperator } from "../monitors/monitor";
import { checkMonitorAlarm } from "../monitors/monitor-checks";
import { regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { filterPattern } from "./filter-pattern/filter-pattern";
import { LOG_ALARM_ARGUMENTS, LOG_ALARM_DEFAULTS, type LogAlarmArgs, type LogAlarmDefaults } from "./log-alarm-args";
import { checkLogGroup, type LogGroupReference } from "./log-group-names";
import { metricName, metricNamespace } from "./metric-filter-checks";
import { metricFilterSettings, type MetricFilterSettings } from "./metric-filters";

/** The checked arguments of a LogAlarm, and the metric filter and the monitor that follow from them. */
export interface LogAlarmSettings extends AwsComponentArgs {
  readonly logGroup: LogGroupReference;
  readonly filter: MetricFilterSettings;
  readonly monitor: AlarmMonitor;
}

/** The child that publishes the metric. */
export const FILTER = "filter";
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_WEEK = 604_800;
const SOURCE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html";

const title = matching(/^[^\n]*\S[^\n]*$/, "a text of one line");
const period: Check<unknown> = (value) => {
  const what = `a multiple of ${SECONDS_PER_MINUTE} up to ${SECONDS_PER_WEEK}, a week`;
  if (typeof value !== "number") return expected("wrong-type", what);
  return Number.isSafeInteger(value) &&
    value >= SECONDS_PER_MINUTE &&
    value <= SECONDS_PER_WEEK &&
    value % SECONDS_PER_MINUTE === 0
    ? undefined
    : expected("not-allowed", what, "Metric filters publish a value each minute.");
};

/**
 * Checks the arguments of a LogAlarm.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkLogAlarmArgs(name: string, args: LogAlarmArgs): LogAlarmSettings {
  const issues = new ArgumentIssues("LogAlarm", name);
  const settings = withDefaults(issues, LOG_ALARM_DEFAULTS, LOG_ALARM_ARGUMENTS, args, ["logGroup"]);
  const logGroup = checkLogGroup(issues, "logGroup", settings.logGroup);
  if (logGroup.logClass !== undefined && logGroup.logClass !== "STANDARD") {
    issues.add("logGroup", undefined, {
      code: "conflict",
      statement: `log groups of the class "${logGroup.logClass}" do not support metric filters`,
      remedy: 'Use a log group of the class "STANDARD".',
    });
  }
  issues.check("pattern", settings.pattern, filterPattern);
  if (settings.metricName !== undefined) issues.check("metricName", settings.metricName, metricName);
  else issues.check("name", name, metricName);
  issues.check("title", settings.title, title);
  const { metricName: chosenName, namespace, pattern } = settings;
  const filter = metricFilterSettings(name, undefined, {
    pattern,
    ...(chosenName !== undefined && { metricName: chosenName }),
    ...(namespace !== undefined && { namespace }),
  });
  issues.check("namespace", filter.namespace, metricNamespace);
  const monitor = monitorOf(settings, filter);
  const isPeriod = issues.check("periodSeconds", settings.periodSeconds, period);
  checkMonitorAlarm(issues, "", monitor.alarm, isPeriod ? settings.periodSeconds : undefined);
  checkThreshold(issues, settings);
  const tags = checkAwsTags(issues, settings.tags);
  const region = issues.checkOptionalInput("region", settings.region, regionName);
  checkAdoption(issues, settings, [FILTER]);
  issues.throwIfAny();
  const { adopt } = settings;
  return { ...(adopt && { adopt }), ...(region !== undefined && { region }), tags, logGroup, filter, monitor };
}

function monitorOf(settings: LogAlarmArgs & LogAlarmDefaults, filter: MetricFilterSettings): AlarmMonitor {
  const { operator, threshold, periodSeconds, evaluationPeriods } = settings;
  const { severity, meaning, firstStep, runbook } = settings;
  const events = `${operator} ${threshold} log events that match`;
  return {
    name: "events",
    title: settings.title,
    value: { namespace: filter.namespace, name: filter.metricName, statistic: "Sum", dimensions: {} },
    unit: "Count",
    periodSeconds,
    alarm: {
      ...{ operator, threshold, evaluationPeriods, severity, meaning, firstStep, runbook },
      // A number of periods that is not valid is reported once.
      datapointsToAlarm: settings.datapointsToAlarm ?? (isCount(evaluationPeriods) ? evaluationPeriods : 1),
      missingData: settings.missingData ?? defaultMissingData(operator),
      reason: settings.reason ?? `The program expects no period of ${periodSeconds} seconds with ${events}.`,
      source: SOURCE,
    },
  };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

/** An alarm on too few log events must also be raised if none arrive. */
const defaultMissingData = (operator: ThresholdOperator): MissingData =>
  operator === "<" || operator === "<=" ? "breaching" : "notBreaching";

/** Reports thresholds that all or no numbers of log events reach. */
function checkThreshold(issues: ArgumentIssues, { operator, threshold }: LogAlarmDefaults): void {
  if (typeof (threshold as unknown) !== "number") return;
  const isAlways = (operator === ">=" && threshold <= 0) || (operator === ">" && threshold < 0);
  const isNever = (operator === "<" && threshold <= 0) || (operator === "<=" && threshold < 0);
  if (!isAlways && !isNever) return;
  issues.add("threshold", threshold, {
    code: "conflict",
    statement: (got) =>
      `the alarm would ${isAlways ? "always" : "never"} be raised, because a number of log events is always at least 0, got ${got}`,
    remedy: "Use a threshold of at least 1.",
  });
}
