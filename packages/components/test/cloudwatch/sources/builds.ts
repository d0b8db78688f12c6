import type { Conditions } from "../scenarios";
import type { MetricModel } from "./service";

/** Returns the models of metrics that builds publish when they end: one every n minutes. They fail while half of the work or more fails. */
export function builds(everyMinutes: number, failingFraction: (conditions: Conditions) => number) {
  const isFailed = (conditions: Conditions) => failingFraction(conditions) >= 0.5;
  const atTheEnd =
    (model: MetricModel): MetricModel =>
    (conditions, minute) =>
      minute % everyMinutes === everyMinutes - 1 ? model(conditions, minute) : undefined;
  return {
    all: atTheEnd(() => [[1, 1]]),
    // The number of failed builds is published only if it is not 0.
    failed: atTheEnd((conditions) => (isFailed(conditions) ? [[1, 1]] : undefined)),
    succeeded: atTheEnd((conditions) => (isFailed(conditions) ? undefined : [[1, 1]])),
    /** A duration, which is longer while a resource leaks. */
    duration: (seconds: number, leaked = 0) => atTheEnd((conditions) => [[seconds + leaked * conditions.leaked, 1]]),
  };
}
