import type * as pulumi from "@pulumi/pulumi";
import type { Check } from "../../../shared/argument-issues";
import { expected, integerBetween, matching } from "../../../shared/checks";
import { describeValue } from "../../../shared/wording";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import { shown } from "../shown";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor, Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shareOf } from "../shares";
import { recommendedAlarms } from "./recommended-alarms";

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
const OPERATIONS = [
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "ExecuteStatement",
  "GetItem",
  "PutItem",
  "Query",
  "Scan",
  "TransactGetItems",
  "TransactWriteItems",
  "UpdateItem",
] as const;

/** An operation on the items of a DynamoDB table. */
export type DynamoDbOperation = (typeof OPERATIONS)[number];

/** The arguments of `monitors.dynamoDbTable`. */
export interface DynamoDbTableMonitorsArgs extends MonitorSetArgs {
  /** The name of the table. */
  readonly tableName: pulumi.Input<string>;
  /**
   * The operations that the alarms watch, from 1 to 5. DynamoDB counts errors by operation, and an alarm has at most ten metrics.
   *
   * @default ["GetItem", "PutItem", "Query", "UpdateItem"]
   */
  readonly operations?: readonly DynamoDbOperation[];
  /**
   * The number of milliseconds that 99 % of the requests may take inside DynamoDB, from 1 to 10,000.
   *
   * @default no alarm for slow requests
   */
  readonly maximumLatencyMilliseconds?: number;
}

const RECOMMENDED_ALARMS = recommendedAlarms("DynamoDB");
const METRICS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html";
const PERIOD_SECONDS = 60;
const MAX_OPERATIONS = 5;
const MINIMUM_REQUESTS = 20;
const ERROR_PERCENT = 5;
const DEFAULT_OPERATIONS: readonly DynamoDbOperation[] = ["GetItem", "PutItem", "Query", "UpdateItem"];

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
const tableName = matching(/^[\w.-]{3,255}$/, "the name of a table");

const operationList: Check<unknown> = (value) => {
  const what = `an array of 1 to ${MAX_OPERATIONS} different operations`;
  if (!Array.isArray(value)) return expected("wrong-type", what);
  const names: readonly unknown[] = OPERATIONS;
  const other: unknown = value.find((name) => !names.includes(name));
  if (other !== undefined) {
    const statement = `${describeValue(other)} is not an operation on items`;
    return { code: "not-allowed", statement, remedy: `Use ${OPERATIONS.join(", ")}.` };
  }
  const repeated: unknown = value.find((name, index) => value.indexOf(name) < index);
  if (repeated !== undefined) return { code: "duplicate", statement: `contains ${describeValue(repeated)} twice` };
  return value.length >= 1 && value.length <= MAX_OPERATIONS ? undefined : expected("out-of-range", what);
};

/**
 * Returns the monitors of a DynamoDB table.
 *
 * @remarks
 * Alarms: `errors` (page), `throttles` (page), and `latency` (ticket, with `maximumLatencyMilliseconds`).
 *
 * @example
 * const set = monitors.dynamoDbTable({ name: "orders", tableName: table.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const dynamoDbTable = defineMonitorSet<DynamoDbTableMonitorsArgs>({
  kind: "monitors.dynamoDbTable",
  checks: {
    tableName: dimension(tableName),
    operations: operationList,
    maximumLatencyMilliseconds: integerBetween(1, 10_000),
  },
  required: ["tableName"],
  title: ({ name }) => `DynamoDB table ${name}`,
  monitors: ({ tableName, operations = DEFAULT_OPERATIONS, maximumLatencyMilliseconds }) => {
    const metric = metricsOf("AWS/DynamoDB", { TableName: tableName });
    const byOperation = (id: string, name: string, statistic: Statistic) =>
      metricsByOperation(tableName, operations, id, name, statistic);
    const successes = byOperation("n", "SuccessfulRequestLatency", "SampleCount");
    return [
      errors(byOperation("e", "SystemErrors", "Sum"), successes),
      throttles(byOperation("t", "ThrottledRequests", "Sum"), successes),
      latency(byOperation("d", "SuccessfulRequestLatency", "p99"), successes, maximumLatencyMilliseconds),
      shown("read-units", "Consumed read capacity", metric("ConsumedReadCapacityUnits", "Sum")),
      shown("write-units", "Consumed write capacity", metric("ConsumedWriteCapacityUnits", "Sum")),
    ];
  },
});

type Metrics = Readonly<Record<string, Metric>>;

const errors = (failures: Metrics, successes: Metrics): AlarmMonitor => ({
  name: "errors",
  title: "Failed requests",
  value: shareOf({ parts: failures, others: successes, minimum: MINIMUM_REQUESTS }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: ERROR_PERCENT,
    severity: "page",
    meaning: "DynamoDB fails to serve requests for the table, for a reason inside the service.",
    firstStep:
      "Look for an event in the AWS Health Dashboard, and check that the clients retry. Switch to another Region if you can.",
    runbook: "dynamodb-table-errors",
    reason:
      "SDKs retry failed requests, so a lower rate does no harm. Below twenty requests per minute, one error is a large percentage.",
    source: RECOMMENDED_ALARMS,
  },
});

const throttles = (throttled: Metrics, successes: Metrics): AlarmMonitor => ({
  name: "throttles",
  title: "Throttled requests",
  value: shareOf({ parts: throttled, others: successes, minimum: MINIMUM_REQUESTS }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: ERROR_PERCENT,
    severity: "page",
    meaning: "DynamoDB rejects requests, because the table, an index, or a partition has reached its capacity.",
    firstStep:
      "Raise the capacity or the maximum of the table and its indexes. Otherwise, look for a key with most of the requests.",
    runbook: "dynamodb-table-throttles",
    reason:
      "SDKs retry throttled requests, and DynamoDB tolerates bursts. After five minutes at 5 %, the retries fail as well.",
    source: RECOMMENDED_ALARMS,
  },
});

const latency = (durations: Metrics, counts: Metrics, maximum: number | undefined): Monitor => ({
  name: "latency",
  title: "Latency of the slowest operation (p99)",
  value: {
    metrics: { ...durations, ...counts },
    expressions: {
      requests: filled(counts).join(" + "),
    },
    expression: `IF(requests >= ${MINIMUM_REQUESTS}, MAX([${filled(durations).join(", ")}]), 0)`,
  },
  unit: "Milliseconds",
  periodSeconds: PERIOD_SECONDS,
  ...(maximum !== undefined && {
    alarm: {
      ...inARow(10),
      operator: ">=",
      threshold: maximum,
      severity: "ticket",
      meaning: "DynamoDB takes long to serve requests for the table.",
      firstStep: "Compare the sizes of the items and the numbers of items per request with a usual day.",
      runbook: "dynamodb-table-latency",
      reason:
        "The threshold is an argument, because no number fits all requests. Ten minutes rule out a single large query.",
      source: METRICS,
    },
  }),
});

const filled = (metrics: Metrics) => Object.keys(metrics).map((id) => `FILL(${id}, 0)`);

/** Returns a metric of each operation, with IDs such as `e1` and `e2`. */
const metricsByOperation = (
  table: pulumi.Input<string>,
  operations: readonly DynamoDbOperation[],
  id: string,
  name: string,
  statistic: Statistic,
): Metrics =>
  Object.fromEntries(
    operations.map((operation, index) => [
      `${id}${index + 1}`,
      metricsOf("AWS/DynamoDB", { TableName: table, Operation: operation })(name, statistic),
    ]),
  );
