import type { ArgumentIssues } from "../../shared/argument-issues";
import { integerFrom, matching, oneOf } from "../../shared/checks";
import type { MonitorAlarm } from "./monitor";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const HOUR = 3600;
const DAY = 86_400;
const DAYS_OF_LONG_PERIODS = 7;

/** Accepts names in lowercase words. */
export const slug = matching(
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  "lowercase words separated by hyphens",
  'Example: "failed-requests".',
);
/** Accepts texts that are not empty. */
export const sentence = matching(/\S/, "a text");

/**
 * Checks how urgent an alarm is, what it means, and how it treats missing data.
 *
 * @param prefix - what paths begin with: empty, or ending with a dot
 * @returns whether they are valid, so that descriptions can contain the texts
 */
export function checkAlarmMeaning(
  issues: ArgumentIssues,
  prefix: string,
  alarm: Pick<MonitorAlarm, "firstStep" | "meaning" | "missingData" | "runbook" | "severity">,
): boolean {
  return [
    issues.check(`${prefix}missingData`, alarm.missingData, oneOf(["breaching", "ignore", "missing", "notBreaching"])),
    issues.check(`${prefix}severity`, alarm.severity, oneOf(["page", "ticket"])),
    issues.check(`${prefix}meaning`, alarm.meaning, sentence),
    issues.check(`${prefix}firstStep`, alarm.firstStep, sentence),
    issues.check(`${prefix}runbook`, alarm.runbook, slug),
  ].every(Boolean);
}

/**
 * Checks the numbers of periods of an alarm.
 *
 * @param prefix - what paths begin with: empty, or ending with a dot
 */
export function checkPeriods(
  issues: ArgumentIssues,
  prefix: string,
  { evaluationPeriods, datapointsToAlarm }: Pick<MonitorAlarm, "datapointsToAlarm" | "evaluationPeriods">,
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
