import type { Check } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

const SUPPORTED = `Use one of ${DAYS.join(", ")}.`;

/** Accepts the retention periods of CloudWatch Logs, in days. */
export const logRetentionDays: Check<unknown> = (days) => {
  const what = "a retention period that CloudWatch Logs supports";
  if (typeof days !== "number") return expected("wrong-type", what, SUPPORTED);
  if (DAYS.includes(days)) return undefined;
  const shorter = DAYS.findLast((allowed) => allowed < days);
  const longer = DAYS.find((allowed) => allowed > days);
  if (shorter !== undefined && longer !== undefined) {
    return expected("not-allowed", what, `Use ${shorter} or ${longer} days.`);
  }
  if (shorter !== undefined) return expected("not-allowed", what, `The longest period is ${shorter} days.`);
  return expected("not-allowed", what, longer === undefined ? SUPPORTED : `The shortest period is ${longer} day.`);
};
