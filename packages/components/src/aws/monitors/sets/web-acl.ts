import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import {
  defineMonitorSet,
  dimension,
  GLOBAL_METRICS_REGION,
  type GlobalMonitorSetArgs,
  type MonitorSetArgs,
  type MonitorSetPlan,
} from "../monitor-set";
import { shown } from "../shown";

/** What the arguments for web ACLs of both scopes have in common. */
interface WebAclArgs {
  /** The name of the metrics of the web ACL: the `metricName` of its `visibilityConfig`. */
  readonly metricName: pulumi.Input<string>;
  /**
   * The percentage of blocked requests that raises a ticket, from 1 to 100.
   *
   * @default 50
   */
  readonly maximumBlockedPercent?: number;
}

/** The arguments of `monitors.regionalWebAcl`. */
export interface RegionalWebAclMonitorsArgs extends MonitorSetArgs, WebAclArgs {
  /** The Region of the web ACL, which is a dimension of its metrics. Alarms are created in it. */
  readonly region: string;
}

/** The arguments of `monitors.cloudFrontWebAcl`. */
export interface CloudFrontWebAclMonitorsArgs extends GlobalMonitorSetArgs, WebAclArgs {}

const METRICS = "https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html";
const PERIOD_SECONDS = 300;
const BLOCKED_PERCENT = 50;
const MINIMUM_REQUESTS = 100;

const checks = {
  // https://docs.aws.amazon.com/waf/latest/APIReference/API_VisibilityConfig.html
  metricName: dimension(matching(/^[\w-]{1,128}$/, "the metric name of a web ACL")),
  maximumBlockedPercent: integerBetween(1, 100),
} satisfies MonitorSetPlan<CloudFrontWebAclMonitorsArgs>["checks"];

/**
 * Returns the monitors of a web ACL that protects resources of a Region, such as load balancers and REST APIs.
 *
 * @remarks
 * Alarms: `blocked-requests` (ticket).
 *
 * @example
 * const set = monitors.regionalWebAcl({ name: "orders-acl", metricName: "orders", region: "eu-west-1" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const regionalWebAcl = defineMonitorSet<RegionalWebAclMonitorsArgs>({
  kind: "monitors.regionalWebAcl",
  checks,
  required: ["metricName", "region"],
  title: ({ name }) => `Web ACL ${name}`,
  monitors: ({ region, ...args }) => webAclMonitors(args, { Region: region }),
});

/**
 * Returns the monitors of a web ACL that protects CloudFront distributions. Its metrics are in us-east-1, so the alarms are created
 * there.
 *
 * @remarks
 * Alarms: `blocked-requests` (ticket).
 *
 * @example
 * const set = monitors.cloudFrontWebAcl({ name: "shop-acl", metricName: "shop" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const cloudFrontWebAcl = defineMonitorSet<CloudFrontWebAclMonitorsArgs>({
  kind: "monitors.cloudFrontWebAcl",
  region: GLOBAL_METRICS_REGION,
  checks,
  required: ["metricName"],
  title: ({ name }) => `Web ACL ${name}`,
  monitors: (args) => webAclMonitors(args, {}),
});

function webAclMonitors(
  { metricName, maximumBlockedPercent = BLOCKED_PERCENT }: WebAclArgs,
  dimensions: Metric["dimensions"],
): Monitor[] {
  const metric = metricsOf("AWS/WAFV2", { ...dimensions, WebACL: metricName, Rule: "ALL" });
  const [allowed, blocked] = [metric("AllowedRequests", "Sum"), metric("BlockedRequests", "Sum")];
  return [
    blockedRequests(allowed, blocked, maximumBlockedPercent),
    shown("allowed", "Allowed requests", allowed),
    shown("blocked", "Blocked requests", blocked),
    shown("counted", "Counted requests", metric("CountedRequests", "Sum")),
  ];
}

/** A request is either allowed or blocked, and a number of 0 is not published. */
const blockedRequests = (allowed: Metric, blocked: Metric, threshold: number): Monitor => ({
  name: "blocked-requests",
  title: "Share of blocked requests",
  value: {
    metrics: { allowed, blocked },
    expressions: { total: "FILL(allowed, 0) + FILL(blocked, 0)" },
    expression: `IF(total >= ${MINIMUM_REQUESTS}, 100 * FILL(blocked, 0) / total, 0)`,
  },
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(2),
    operator: ">=",
    threshold,
    severity: "ticket",
    meaning: "The web ACL blocks most requests: it fends off an attack, or a rule also matches the requests of users.",
    firstStep:
      "Find the rule with the most blocked requests in the traffic overview of the web ACL. If its sampled requests are those of users, set the rule to count.",
    runbook: "web-acl-blocked-requests",
    reason:
      "Blocked attacks are the purpose of a web ACL, so only a share that hides the usual traffic is worth a look. Below 100 requests, a single scanner is a large share.",
    source: METRICS,
  },
});
