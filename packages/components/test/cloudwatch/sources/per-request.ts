import type { Conditions } from "../scenarios";
import { failuresOf, type MetricModel } from "./service";

/**
 * The models of metrics that a service publishes for each request: 1 if it counts, and 0 otherwise. Their sample count is the number
 * of requests, and their average is a fraction.
 */

/** Publishes a 1 for each request, from a number per minute at the busiest time of day. */
export const eachRequest =
  (peak: number): MetricModel =>
  ({ load }) => {
    const total = Math.ceil(peak * load);
    return total === 0 ? undefined : [[1, total]];
  };

/** Returns the fraction of the work that fails, including that of the version that a deployment releases. */
export const failingFraction = ({ failing, newVersionFailing, shifted }: Conditions): number =>
  Math.max(failing, newVersionFailing * shifted);

/** Publishes a value for each request that fails, and 0 for each other one. */
export const eachFailure =
  (peak: number, value = 1): MetricModel =>
  (conditions, minute) => {
    const total = Math.ceil(peak * conditions.load);
    if (total === 0) return undefined;
    const failed = failuresOf(total, failingFraction(conditions), minute);
    return [
      [0, total - failed],
      [value, failed],
    ];
  };
