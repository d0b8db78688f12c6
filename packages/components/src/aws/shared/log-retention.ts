import type { Check } from "../../shared/argument-issues";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** A number of days that CloudWatch keeps logs for; it takes only some. */
export const logRetention: Check<unknown> = (days) => {
  if (typeof days === "number" && DAYS.includes(days)) return undefined;
  const longer = typeof days === "number" ? DAYS.find((allowed) => allowed > days) : undefined;
  const shorter = typeof days === "number" ? DAYS.findLast((allowed) => allowed < days) : undefined;
  const near = [shorter, longer].filter((allowed) => allowed !== undefined).join(" or ");
  return { limit: "is not a retention that CloudWatch has", remedy: `write ${near || DAYS.join(", ")}` };
};
