import type { Check } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** Accepts the retention periods of CloudWatch Logs, in days. */
export const logRetentionDays: Check<unknown> = (days) => {
  const what = "a retention period that CloudWatch Logs supports";
  if (typeof days !== "number") return expected("wrong-type", what, `Use one of ${DAYS.join(", ")}.`);
  if (DAYS.includes(days)) return undefined;
  const neighbors = [DAYS.findLast((allowed) => allowed < days), DAYS.find((allowed) => allowed > days)];
  const nearest = neighbors.filter((allowed) => allowed !== undefined).join(" or ");
  return expected("not-allowed", what, `Use ${nearest || DAYS.join(", ")} days.`);
};
