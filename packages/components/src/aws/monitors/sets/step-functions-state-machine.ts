import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shareOf } from "../shares";
import { failureShares } from "./failure-shares";

/** The arguments of `monitors.stepFunctionsStateMachine`. */
export interface StepFunctionsStateMachineMonitorsArgs extends MonitorSetArgs {
  /** The ARN of the state machine, without a version and alias. */
  readonly stateMachineArn: pulumi.Input<string>;
  /**
   * The number of seconds that 99 % of the executions may take, from 1 to 31,536,000 (a year).
   *
   * @default no alarm for slow executions
   */
  readonly maximumDurationSeconds?: number;
}

const METRICS = "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html";
const PERIOD_SECONDS = 60;
const MILLISECONDS = 1000;
const MAX_DURATION_SECONDS = 31_536_000;

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
const stateMachineArn = matching(
  /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:[^\s:]{1,80}$/,
  "the ARN of a state machine",
  'Example: "arn:aws:states:eu-west-1:123456789012:stateMachine:orders".',
);

/**
 * Returns the monitors of a Step Functions state machine.
 *
 * @remarks
 * Alarms: `failed-executions` (page), `failed-executions-per-hour` (ticket), `throttles` (ticket), and `duration` (ticket, with
 * `maximumDurationSeconds`). Executions that time out count as failed, and those that someone stops do not.
 *
 * @example
 * const set = monitors.stepFunctionsStateMachine({ name: "orders", stateMachineArn: stateMachine.arn });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const stepFunctionsStateMachine = defineMonitorSet<StepFunctionsStateMachineMonitorsArgs>({
  kind: "monitors.stepFunctionsStateMachine",
  checks: {
    stateMachineArn: dimension(stateMachineArn),
    maximumDurationSeconds: integerBetween(1, MAX_DURATION_SECONDS),
  },
  required: ["stateMachineArn"],
  title: ({ name }) => `Step Functions state machine ${name}`,
  monitors: ({ stateMachineArn, maximumDurationSeconds }) => {
    const metric = metricsOf("AWS/States", { StateMachineArn: stateMachineArn });
    return [
      ...failureShares({
        name: "failed-executions",
        title: "Failed executions",
        value: (minimum) =>
          shareOf({
            parts: { failed: metric("ExecutionsFailed", "Sum"), timedOut: metric("ExecutionsTimedOut", "Sum") },
            others: { succeeded: metric("ExecutionsSucceeded", "Sum") },
            minimum,
          }),
        meaning: "Executions of the state machine fail or time out.",
        firstStep:
          "Open a failed execution in the console, which shows the state that failed with its input and its error.",
        runbook: "step-functions-state-machine-failed-executions",
        source: METRICS,
      }),
      throttles(metric("ExecutionThrottled", "Sum")),
      duration(metric("ExecutionTime", "p99"), maximumDurationSeconds),
      shown("started", "Executions started", metric("ExecutionsStarted", "Sum")),
      shown("stopped", "Executions stopped", metric("ExecutionsAborted", "Sum")),
    ];
  },
});

const throttles = (value: Metric): AlarmMonitor => ({
  name: "throttles",
  title: "Throttled state transitions",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(15),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "Executions wait, because the account has reached its quota of state transitions in the Region.",
    firstStep: "Find the state machine with the most transitions. Then reduce them, or request a higher quota.",
    runbook: "step-functions-state-machine-throttles",
    reason:
      "Step Functions absorbs bursts and continues throttled executions. Fifteen minutes mean that they fall behind.",
    source: METRICS,
  },
});

const duration = (value: Metric, maximumSeconds: number | undefined): Monitor => ({
  ...shown("duration", "Duration of executions (p99)", value, { unit: "Milliseconds" }),
  ...(maximumSeconds !== undefined && {
    alarm: {
      ...inARow(5),
      operator: ">=",
      threshold: maximumSeconds * MILLISECONDS,
      severity: "ticket",
      meaning: "Executions take longer than they should.",
      firstStep: "Open a slow execution in the console, and look for the state that takes the most time or is retried.",
      runbook: "step-functions-state-machine-duration",
      reason: "The argument states how long an execution may take. Five minutes rule out a single slow one.",
      source: METRICS,
    },
  }),
});
