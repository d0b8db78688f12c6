import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric, Statistic } from "../metric";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { percentageOf } from "../rates";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.lambdaFunction`. */
export interface LambdaFunctionMonitorsArgs extends MonitorSetArgs {
  /** The name of the function. */
  readonly functionName: pulumi.Input<string>;
  /**
   * The timeout of the function in seconds, from 1 to 900. An invocation that takes longer is an error.
   *
   * @default no alarm for slow invocations
   */
  readonly timeoutSeconds?: number;
  /**
   * The number of seconds that a record of a stream may wait, from 1 to 604,800 (7 days). For functions that read from Kinesis or
   * DynamoDB streams.
   *
   * @default no alarm for waiting records
   */
  readonly maximumRecordAgeSeconds?: number;
}

const METRICS = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html";
const RECOMMENDED_ALARMS = recommendedAlarms("Lambda");
const PERIOD_SECONDS = 60;
const MILLISECONDS = 1000;
const MAX_TIMEOUT_SECONDS = 900;
const MAX_RECORD_AGE_SECONDS = 604_800;
const ERROR_PERCENT = 5;
const MINIMUM_INVOCATIONS = 10;
const TIMEOUT_FRACTION = 0.8;

// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
const functionName = matching(/^[\w-]{1,64}$/, "the name of a function, without a version and alias");

/**
 * Returns the monitors of a Lambda function.
 *
 * @remarks
 * Alarms: `errors` (page), `throttles` (ticket), `duration` (ticket, with `timeoutSeconds`), and `record-age` (page, with
 * `maximumRecordAgeSeconds`).
 *
 * @example
 * const set = monitors.lambdaFunction({ name: "resize", functionName: resize.name, timeoutSeconds: 30 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const lambdaFunction = defineMonitorSet<LambdaFunctionMonitorsArgs>({
  kind: "monitors.lambdaFunction",
  checks: {
    functionName: dimension(functionName),
    timeoutSeconds: integerBetween(1, MAX_TIMEOUT_SECONDS),
    maximumRecordAgeSeconds: integerBetween(1, MAX_RECORD_AGE_SECONDS),
  },
  required: ["functionName"],
  title: ({ name }) => `Lambda function ${name}`,
  monitors: ({ functionName, timeoutSeconds, maximumRecordAgeSeconds }) => {
    const metric = (name: string, statistic: Statistic) => functionMetric(functionName, name, statistic);
    return [
      errors(metric("Errors", "Sum"), metric("Invocations", "Sum")),
      throttles(metric("Throttles", "Sum"), metric("Invocations", "Sum")),
      duration(metric("Duration", "p99"), timeoutSeconds),
      ...(maximumRecordAgeSeconds === undefined
        ? []
        : [recordAge(metric("IteratorAge", "Maximum"), maximumRecordAgeSeconds)]),
      {
        name: "invocations",
        title: "Invocations",
        value: metric("Invocations", "Sum"),
        unit: "Count",
        periodSeconds: PERIOD_SECONDS,
      },
      {
        name: "concurrency",
        title: "Concurrent executions",
        value: metric("ConcurrentExecutions", "Maximum"),
        unit: "Count",
        periodSeconds: PERIOD_SECONDS,
      },
    ];
  },
});

const errors = (part: Metric, whole: Metric): Monitor => ({
  name: "errors",
  title: "Failed invocations",
  value: percentageOf({ part, whole, minimum: MINIMUM_INVOCATIONS }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold: ERROR_PERCENT,
    severity: "page",
    meaning: "Invocations of the function end with an error or a timeout.",
    firstStep: "Look for the error in the logs of the function, and compare its start with the last deployment.",
    runbook: "lambda-function-errors",
    reason:
      "Three minutes in a row rule out a single burst. Below ten invocations per minute, one error is a large percentage.",
    source: RECOMMENDED_ALARMS,
  },
});

/** Lambda counts throttled requests neither as invocations nor as errors. */
const throttles = (throttled: Metric, invocations: Metric): Monitor => ({
  name: "throttles",
  title: "Throttled requests",
  value: {
    metrics: { throttled, invocations },
    expressions: { total: "FILL(throttled, 0) + FILL(invocations, 0)" },
    expression: `IF(total >= ${MINIMUM_INVOCATIONS}, 100 * FILL(throttled, 0) / total, 0)`,
  },
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: ERROR_PERCENT,
    severity: "ticket",
    meaning: "Lambda rejects requests, because the function has reached its concurrency or the account its quota.",
    firstStep:
      "Compare the concurrent executions with the function's reserved concurrency and with the quota of the account.",
    runbook: "lambda-function-throttles",
    reason: "Lambda retries asynchronous invocations, so short bursts do no harm.",
    source: RECOMMENDED_ALARMS,
  },
});

const duration = (value: Metric, timeoutSeconds: number | undefined): Monitor => ({
  name: "duration",
  title: "Duration (p99)",
  value,
  unit: "Milliseconds",
  periodSeconds: PERIOD_SECONDS,
  ...(timeoutSeconds !== undefined && {
    alarm: {
      ...inARow(5),
      operator: ">=",
      threshold: timeoutSeconds * MILLISECONDS * TIMEOUT_FRACTION,
      severity: "ticket",
      meaning: `The slowest invocations take more than ${TIMEOUT_FRACTION * 100} % of the timeout, and soon fail.`,
      firstStep: "Find the slow part in the traces of the function, or increase its memory, which also adds CPU.",
      runbook: "lambda-function-duration",
      reason: "The rest of the timeout leaves time to act before invocations fail.",
      source: RECOMMENDED_ALARMS,
    },
  }),
});

const recordAge = (value: Metric, maximumSeconds: number): Monitor => ({
  name: "record-age",
  title: "Age of the oldest record",
  value,
  unit: "Milliseconds",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: maximumSeconds * MILLISECONDS,
    severity: "page",
    meaning: "Records of the stream wait too long, and are lost at the end of its retention period.",
    firstStep:
      "Look for a record that fails repeatedly, because it blocks its shard. Otherwise, add concurrent batches.",
    runbook: "lambda-function-record-age",
    reason: "The argument states how old a record may be. Five minutes rule out a batch that is retried once.",
    source: METRICS,
  },
});

const functionMetric = (functionName: pulumi.Input<string>, name: string, statistic: Statistic): Metric => ({
  namespace: "AWS/Lambda",
  name,
  statistic,
  dimensions: { FunctionName: functionName },
});
