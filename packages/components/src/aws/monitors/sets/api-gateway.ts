import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric, Statistic } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { percentageOf, whileBusy } from "../rates";
import { failedRequests, MINIMUM_REQUESTS, slowResponses } from "../request-alarms";
import { shown } from "../shown";
import { recommendedAlarms } from "./recommended-alarms";

/** The limits of an API that only its owner knows. */
interface ApiLimits {
  /**
   * The number of milliseconds that 99 % of the responses must not exceed, from 1 to 300,000.
   *
   * @default no alarm for slow responses
   */
  readonly maximumLatencyMilliseconds?: number;
  /**
   * The percentage of requests with a 4xx status code that is not usual, from 1 to 100. For APIs whose clients belong to you.
   *
   * @default no alarm for these requests
   */
  readonly maximumClientErrorPercent?: number;
}

/** The arguments of `monitors.restApi`. */
export interface RestApiMonitorsArgs extends MonitorSetArgs, ApiLimits {
  /** The name of the API, which is the value of its dimension. API Gateway removes characters that are not ASCII. */
  readonly apiName: pulumi.Input<string>;
  /** The name of the stage: `prod`. */
  readonly stageName: pulumi.Input<string>;
}

/** The arguments of `monitors.httpApi`. */
export interface HttpApiMonitorsArgs extends MonitorSetArgs, ApiLimits {
  /** The ID of the API: `a1b2c3d4e5`. */
  readonly apiId: pulumi.Input<string>;
  /** The name of the stage: `$default`. */
  readonly stageName: pulumi.Input<string>;
}

const RECOMMENDED_ALARMS = recommendedAlarms("ApiGateway");
const REST_METRICS =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html";
const PERIOD_SECONDS = 60;
const MAX_LATENCY_MILLISECONDS = 300_000;

const limitChecks = {
  maximumLatencyMilliseconds: integerBetween(1, MAX_LATENCY_MILLISECONDS),
  maximumClientErrorPercent: integerBetween(1, 100),
};

/**
 * Returns the monitors of a stage of an API Gateway REST API.
 *
 * @remarks
 * Alarms: `errors` (page), `latency` (page, with `maximumLatencyMilliseconds`), and `client-errors` (ticket, with
 * `maximumClientErrorPercent`).
 *
 * @example
 * const set = monitors.restApi({ name: "orders-api", apiName: api.name, stageName: stage.stageName });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const restApi = defineMonitorSet<RestApiMonitorsArgs>({
  kind: "monitors.restApi",
  checks: {
    // https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html
    apiName: dimension(matching(/^[\x20-\x7e]{1,1024}$/, "the name of an API in ASCII characters")),
    // https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
    stageName: dimension(matching(/^[\w-]{1,128}$/, "the name of a stage")),
    ...limitChecks,
  },
  required: ["apiName", "stageName"],
  title: ({ name }) => `REST API ${name}`,
  monitors: ({ apiName, stageName, ...limits }) =>
    apiMonitors({ ApiName: apiName, Stage: stageName }, REST_ERRORS, limits),
});

/**
 * Returns the monitors of a stage of an API Gateway HTTP API.
 *
 * @remarks
 * Alarms: `errors` (page), `latency` (page, with `maximumLatencyMilliseconds`), and `client-errors` (ticket, with
 * `maximumClientErrorPercent`).
 *
 * @example
 * const set = monitors.httpApi({ name: "orders-api", apiId: api.id, stageName: "$default" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const httpApi = defineMonitorSet<HttpApiMonitorsArgs>({
  kind: "monitors.httpApi",
  checks: {
    apiId: dimension(matching(/^[a-z0-9]{1,32}$/, "the ID of an API", 'Example: "a1b2c3d4e5".')),
    // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
    stageName: dimension(matching(/^(?:\$default|[\w-]{1,128})$/, 'the name of a stage or "$default"')),
    ...limitChecks,
  },
  required: ["apiId", "stageName"],
  title: ({ name }) => `HTTP API ${name}`,
  monitors: ({ apiId, stageName, ...limits }) => apiMonitors({ ApiId: apiId, Stage: stageName }, HTTP_ERRORS, limits),
});

/** The names of the metrics that count errors. */
interface ErrorMetrics {
  readonly client: string;
  readonly server: string;
}

const REST_ERRORS: ErrorMetrics = { client: "4XXError", server: "5XXError" };
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
const HTTP_ERRORS: ErrorMetrics = { client: "4xx", server: "5xx" };

function apiMonitors(
  dimensions: Metric["dimensions"],
  { client, server }: ErrorMetrics,
  { maximumLatencyMilliseconds, maximumClientErrorPercent }: ApiLimits,
): Monitor[] {
  const metric = metricsOf("AWS/ApiGateway", dimensions);
  // The documentation names the sample count as the number of requests.
  const requests = metric("Count", "SampleCount");
  return [
    errors(metric(server, "Sum"), requests),
    latency(metric, requests, maximumLatencyMilliseconds),
    clientErrors(metric(client, "Sum"), requests, maximumClientErrorPercent),
    shown("requests", "Requests", requests),
    shown("integration-latency", "Backend response time (p99)", metric("IntegrationLatency", "p99"), {
      unit: "Milliseconds",
    }),
  ];
}

const errors = (part: Metric, whole: Metric): Monitor =>
  failedRequests(percentageOf({ part, whole, minimum: MINIMUM_REQUESTS }), {
    meaning: "Requests to the API fail with a 5xx status code.",
    firstStep:
      "Compare the response time of the backend with that of the API, and look for errors in the logs of the stage and the backend.",
    runbook: "api-gateway-errors",
    reason:
      "AWS recommends 5 % in three minutes in a row. Below 20 requests per minute, one error is a large percentage.",
    source: RECOMMENDED_ALARMS,
  });

const latency = (
  metric: (name: string, statistic: Statistic) => Metric,
  requests: Metric,
  maximum: number | undefined,
): Monitor =>
  slowResponses(whileBusy({ value: metric("Latency", "p99"), requests, minimum: MINIMUM_REQUESTS }), {
    name: "latency",
    title: "Response time (p99)",
    unit: "Milliseconds",
    maximum,
    minutes: 5,
    meaning: "Responses of the API are slow.",
    firstStep:
      "Compare the response time of the backend with that of the API. If both are slow, look at the backend and its dependencies.",
    runbook: "api-gateway-latency",
    reason:
      "The argument states how slow responses may be. AWS recommends five minutes in a row. Among few requests, the slowest is the percentile.",
    source: RECOMMENDED_ALARMS,
  });

const clientErrors = (part: Metric, whole: Metric, maximum: number | undefined): Monitor => ({
  name: "client-errors",
  title: "Rejected requests",
  value: percentageOf({ part, whole, minimum: MINIMUM_REQUESTS }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  ...(maximum !== undefined && {
    alarm: {
      ...inARow(5),
      operator: ">=",
      threshold: maximum,
      severity: "ticket",
      meaning: "The API rejects unusually many requests with a 4xx status code.",
      firstStep:
        "Find the status code in the access log of the stage: 401 and 403 point to the authorizer, 429 to throttling, 404 to a removed route.",
      runbook: "api-gateway-client-errors",
      reason:
        "The argument states what is unusual, because clients that you do not control cause most of these errors.",
      source: REST_METRICS,
    },
  }),
});
