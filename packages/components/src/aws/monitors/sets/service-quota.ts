import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";

/** The arguments of `monitors.serviceQuota`. */
export interface ServiceQuotaMonitorsArgs extends MonitorSetArgs {
  /** The service as in the dimension `Service` of its usage metrics: `EC2`. */
  readonly service: string;
  /** What is counted as in the dimension `Resource`: `vCPU`. */
  readonly resource: string;
  /**
   * The class of the resource as in the dimension `Class`: `Standard/OnDemand`.
   *
   * @default None
   */
  readonly resourceClass?: string;
  /**
   * The percentage of the quota that raises a ticket, from 1 to 100.
   *
   * @default 80
   */
  readonly maximumPercent?: number;
}

const QUOTA_ALARMS =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html";
const PERIOD_SECONDS = 300;
const DEFAULT_PERCENT = 80;

const dimensionValue = (what: string, example: string) =>
  matching(/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/, what, `Example: "${example}".`);

/**
 * Returns the monitors of a quota on a number of resources, such as vCPUs or load balancers. The metrics of the namespace AWS/Usage
 * show which services and resources have one.
 *
 * @remarks
 * Alarms: `usage` (ticket). CloudWatch looks the quota up at each evaluation, so an increase needs no change. Quotas on rates of API
 * calls are not supported: they hold for a second or a token bucket, whereas the metric counts the calls of a minute.
 *
 * @example
 * const set = monitors.serviceQuota({ name: "vcpus", service: "EC2", resource: "vCPU", resourceClass: "Standard/OnDemand" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const serviceQuota = defineMonitorSet<ServiceQuotaMonitorsArgs>({
  kind: "monitors.serviceQuota",
  checks: {
    service: dimensionValue("the name of a service", "EC2"),
    resource: dimensionValue("the name of a resource", "vCPU"),
    resourceClass: dimensionValue("the class of a resource", "Standard/OnDemand"),
    maximumPercent: integerBetween(1, 100),
  },
  required: ["service", "resource"],
  title: ({ name }) => `Service quota ${name}`,
  monitors: ({ service, resource, resourceClass = "None", maximumPercent = DEFAULT_PERCENT }) => {
    const dimensions = { Service: service, Type: "Resource", Resource: resource, Class: resourceClass };
    const resources = metricsOf("AWS/Usage", dimensions)("ResourceCount", "Maximum");
    return [
      usage(resources, maximumPercent),
      shown("resources", `Number of ${resource}`, resources, { unit: "None", periodSeconds: PERIOD_SECONDS }),
    ];
  },
});

/** The usage without a quota, or with a quota of 0, is 0: some quotas are 0 until they are increased for the first time. */
const usage = (resources: Metric, threshold: number): Monitor => ({
  name: "usage",
  title: "Used part of the quota",
  value: {
    metrics: { resources },
    expressions: { quota: "SERVICE_QUOTA(resources)" },
    expression: "IF(quota > 0, 100 * resources / quota, 0)",
  },
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold,
    severity: "ticket",
    meaning: `At least ${threshold} % of the quota is used. When it is exhausted, AWS refuses to create more resources, also for automatic scaling.`,
    firstStep: "Request an increase in the Service Quotas console, and delete resources that nobody needs.",
    runbook: "service-quota-usage",
    reason:
      "AWS uses 80 % in its instructions, because an increase can take days. Three periods rule out a deployment that replaces resources.",
    source: QUOTA_ALARMS,
  },
});
