import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";

/** The arguments of `monitors.syntheticsCanary`. */
export interface SyntheticsCanaryMonitorsArgs extends MonitorSetArgs {
  /** The name of the canary. */
  readonly canaryName: pulumi.Input<string>;
  /**
   * The number of minutes between two runs, from 1 to 60: the rate of the canary's schedule. With another number, the alarms do not
   * work.
   */
  readonly intervalMinutes: number;
}

const METRICS =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html";
const MINUTE_SECONDS = 60;
const MAX_INTERVAL_MINUTES = 60;
const SUCCESS_PERCENT = 100;

/**
 * Returns the monitors of a CloudWatch Synthetics canary.
 *
 * @remarks
 * Alarms: `failed-runs` (page) when the canary finds a failure twice in a row, and `missing-runs` (ticket) when it does not run.
 *
 * @example
 * const set = monitors.syntheticsCanary({ name: "checkout", canaryName: canary.name, intervalMinutes: 5 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const syntheticsCanary = defineMonitorSet<SyntheticsCanaryMonitorsArgs>({
  kind: "monitors.syntheticsCanary",
  checks: {
    // https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CreateCanary.html
    canaryName: dimension(matching(/^[0-9a-z_-]{1,255}$/, "the name of a canary")),
    intervalMinutes: integerBetween(1, MAX_INTERVAL_MINUTES),
  },
  required: ["canaryName", "intervalMinutes"],
  title: ({ name }) => `Canary ${name}`,
  monitors: ({ canaryName, intervalMinutes }) => {
    const metric = metricsOf("CloudWatchSynthetics", { CanaryName: canaryName });
    const periodSeconds = intervalMinutes * MINUTE_SECONDS;
    return [
      failedRuns(metric("SuccessPercent", "Average"), periodSeconds),
      missingRuns(metric("SuccessPercent", "SampleCount"), periodSeconds),
      shown("duration", "Duration of a run", metric("Duration", "Average"), { unit: "Milliseconds", periodSeconds }),
    ];
  },
});

const failedRuns = (value: Metric, periodSeconds: number): Monitor => ({
  name: "failed-runs",
  title: "Successful runs",
  value,
  unit: "Percent",
  periodSeconds,
  alarm: {
    ...inARow(2),
    operator: "<",
    threshold: SUCCESS_PERCENT,
    severity: "page",
    meaning: "The canary fails: what it does as a user does not work.",
    firstStep:
      "Look at the screenshot and the log of the last failed run, and repeat the failing step by hand from another network.",
    runbook: "synthetics-canary-failed-runs",
    reason:
      "Each run is one attempt, and two in a row rule out a single failed request. Periods are as long as the interval between runs.",
    source: METRICS,
  },
});

const missingRuns = (value: Metric, periodSeconds: number): Monitor => ({
  name: "missing-runs",
  title: "Runs",
  value,
  unit: "Count",
  periodSeconds,
  alarm: {
    ...inARow(3, "breaching"),
    operator: "<",
    threshold: 1,
    severity: "ticket",
    meaning: "The canary does not run, so nobody notices when what it tests fails.",
    firstStep:
      "Read the state of the canary. If it is stopped, start it; otherwise, look at the errors of its function.",
    runbook: "synthetics-canary-missing-runs",
    reason: "Three intervals without a run rule out one that starts late.",
    source: METRICS,
  },
});
