import type { MissingData } from "../../src/aws/monitors/monitor";

/** The state of an alarm, in the words of CloudWatch. */
export type AlarmState = "ALARM" | "INSUFFICIENT_DATA" | "OK";

/** A data point as an alarm sees it; `undefined` if it is missing. */
export type Datapoint = "breaching" | "notBreaching" | undefined;

/** How an alarm evaluates data points. */
export interface AlarmRule {
  /** The number of data points to evaluate (N). */
  readonly evaluationPeriods: number;
  /** The number of breaching data points that raise the alarm (M). */
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
}

/**
 * Returns the state of an alarm after one evaluation.
 *
 * @remarks
 * The rules are those of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html. The documentation does not define
 * all cases:
 *
 * - With `missing`, only breaching data points, and all of them younger than M periods (`- - - - X`), the documentation says only
 *   that the alarm does not enter ALARM. The evaluator assumes that the state does not change.
 * - With `ignore`, data points that are neither enough to raise the alarm nor all breaching set the alarm to OK in the published
 *   examples (`0 - X - -`). The evaluator generalizes from them.
 * - The special case of premature alarms changes only the result of `missing`: the published examples contradict the words
 *   "always go into ALARM state" for `ignore` and `notBreaching`.
 *
 * @param range - the data points of the evaluation range, from the oldest to the newest
 * @param current - the state before the evaluation
 */
export function nextState(rule: AlarmRule, range: readonly Datapoint[], current: AlarmState): AlarmState {
  const existing = range.filter((datapoint) => datapoint !== undefined);
  if (existing.length >= rule.evaluationPeriods) {
    // Older data points replace missing ones, and the treatment of missing data does not matter.
    return raisesAlarm(rule, breachingIn(existing.slice(-rule.evaluationPeriods))) ? "ALARM" : "OK";
  }
  const breaching = breachingIn(existing);
  const filled = rule.evaluationPeriods - existing.length;
  switch (rule.missingData) {
    case "breaching":
      return raisesAlarm(rule, breaching + filled) ? "ALARM" : "OK";
    case "notBreaching":
      return raisesAlarm(rule, breaching) ? "ALARM" : "OK";
    case "ignore":
      if (raisesAlarm(rule, breaching)) return "ALARM";
      return existing.includes("notBreaching") ? "OK" : current;
    case "missing":
      if (existing.length === 0) return "INSUFFICIENT_DATA";
      if (raisesAlarm(rule, breaching)) return "ALARM";
      if (existing.includes("notBreaching")) return "OK";
      return ageOfOldest(range) >= rule.datapointsToAlarm ? "ALARM" : current;
  }
}

const raisesAlarm = ({ datapointsToAlarm }: AlarmRule, breaching: number): boolean => breaching >= datapointsToAlarm;

const breachingIn = (datapoints: readonly Datapoint[]): number =>
  datapoints.filter((datapoint) => datapoint === "breaching").length;

/** Returns the age of the oldest existing data point in periods: 1 for the newest of the range. */
const ageOfOldest = (range: readonly Datapoint[]): number =>
  range.length - range.findIndex((datapoint) => datapoint !== undefined);
