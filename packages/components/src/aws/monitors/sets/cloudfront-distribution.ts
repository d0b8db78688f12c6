import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, integerBetween, matching } from "../../../shared/checks";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, GLOBAL_METRICS_REGION, type GlobalMonitorSetArgs } from "../monitor-set";
import { whileBusy } from "../rates";
import { failedRequests, MINIMUM_REQUESTS, slowResponses } from "../request-alarms";
import { shown } from "../shown";

/** The arguments of `monitors.cloudFrontDistribution`. */
export interface CloudFrontDistributionMonitorsArgs extends GlobalMonitorSetArgs {
  /** The ID of the distribution: `EDFDVBD6EXAMPLE`. */
  readonly distributionId: pulumi.Input<string>;
  /**
   * Whether the distribution has a `MonitoringSubscription`, which publishes additional metrics at extra cost. The set then shows
   * the cache hit rate and the response time of the origin.
   *
   * @default true if `maximumOriginLatencyMilliseconds` is set, and otherwise false
   */
  readonly additionalMetrics?: boolean;
  /**
   * The number of milliseconds that the origin may take for 99 % of the responses, from 1 to 180,000. Needs the additional metrics.
   *
   * @default no alarm for a slow origin
   */
  readonly maximumOriginLatencyMilliseconds?: number;
}

const METRICS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html";
/** The longest response timeout of an origin. */
const MAX_LATENCY_MILLISECONDS = 180_000;

/**
 * Returns the monitors of a CloudFront distribution. CloudFront publishes its metrics in us-east-1, so the alarms are created there.
 *
 * @remarks
 * Alarms: `errors` (page), and `origin-latency` (page, with `maximumOriginLatencyMilliseconds`).
 *
 * @example
 * const set = monitors.cloudFrontDistribution({ name: "shop", distributionId: distribution.id });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const cloudFrontDistribution = defineMonitorSet<CloudFrontDistributionMonitorsArgs>({
  kind: "monitors.cloudFrontDistribution",
  region: GLOBAL_METRICS_REGION,
  checks: {
    distributionId: dimension(matching(/^E[A-Z0-9]{6,31}$/, "the ID of a distribution", 'Example: "EDFDVBD6EXAMPLE".')),
    additionalMetrics: booleanValue,
    maximumOriginLatencyMilliseconds: integerBetween(1, MAX_LATENCY_MILLISECONDS),
  },
  required: ["distributionId"],
  title: ({ name }) => `CloudFront distribution ${name}`,
  monitors: ({
    distributionId,
    maximumOriginLatencyMilliseconds: maximum,
    additionalMetrics = maximum !== undefined,
  }) => {
    const metric = metricsOf("AWS/CloudFront", { DistributionId: distributionId, Region: "Global" });
    const requests = metric("Requests", "Sum");
    return [
      errors(metric("5xxErrorRate", "Average"), requests),
      ...(maximum !== undefined || additionalMetrics
        ? [
            originLatency(metric("OriginLatency", "p99"), requests, maximum),
            shown("cache-hits", "Cache hit rate", metric("CacheHitRate", "Average"), { unit: "Percent" }),
          ]
        : []),
      // CloudFront publishes requests without a unit.
      shown("requests", "Requests", requests, { unit: "None" }),
      shown("client-errors", "Rejected requests", metric("4xxErrorRate", "Average"), { unit: "Percent" }),
    ];
  },
});

const errors = (value: Metric, requests: Metric): Monitor =>
  failedRequests(whileBusy({ value, requests, minimum: MINIMUM_REQUESTS }), {
    meaning: "Viewers receive responses with a 5xx status code.",
    firstStep:
      "Request the failing path from the origin directly. If it fails too, look at the origin; otherwise, look for 502 and 504 in the logs of the distribution.",
    runbook: "cloudfront-distribution-errors",
    source: METRICS,
  });

const originLatency = (value: Metric, requests: Metric, maximum: number | undefined): Monitor =>
  slowResponses(whileBusy({ value, requests, minimum: MINIMUM_REQUESTS }), {
    name: "origin-latency",
    title: "Response time of the origin (p99)",
    unit: "Milliseconds",
    maximum,
    minutes: 5,
    meaning: "The origin responds slowly to requests that the cache cannot answer.",
    firstStep: "Compare the cache hit rate and the requests with an hour ago, and then look at the origin.",
    runbook: "cloudfront-distribution-origin-latency",
    reason: "The argument states how slow the origin may be. Five minutes in a row rule out a single burst.",
    source: METRICS,
  });
