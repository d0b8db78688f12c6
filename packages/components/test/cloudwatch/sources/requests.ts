import type { Metric } from "../../../src/aws/monitors/metric";
import type { MetricSource } from "../metric-reader";
import type { Conditions, Scenario } from "../scenarios";
import type { Observations } from "../statistics";
import { constant, count } from "./observations";
import { failuresOf, responseTimes } from "./service";

/** A service behind a load balancer with two target groups. */
export interface RequestsOptions {
  /** The name of the second target group, which receives the traffic that deployments shift. */
  readonly secondTargetGroup: string;
  /** The number of requests per minute at the busiest time of day. @default 1200 */
  readonly peakRequests?: number;
  /** The number of tasks in each target group. @default 4 */
  readonly tasks?: number;
  /** The number of seconds that a typical response takes. @default 0.08 */
  readonly typicalSeconds?: number;
}

/** Responses of a failing service take as long as the timeout of its clients. */
const TIMEOUT_SECONDS = 10;

/**
 * Returns the metrics of a service that responds to requests: those that Elastic Load Balancing publishes for target groups.
 *
 * @remarks
 * Counters are published only if they are not 0, and hosts are counted only in groups with registered targets.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function requestMetrics(options: RequestsOptions): MetricSource {
  const { peakRequests = 1200, tasks = 4, typicalSeconds = 0.08 } = options;
  return (metric, minute, scenario) => {
    const conditions = scenario.conditionsAt(minute);
    if (!conditions.publishes) return undefined;
    const isSecond = metric.dimensions.TargetGroup === options.secondTargetGroup;
    const share = isSecond ? conditions.shifted : 1 - conditions.shifted;
    const ofNewVersion = isSecond ? conditions.newVersionFailing : 0;
    const failing = Math.max(conditions.failing, ofNewVersion);
    const requests = Math.ceil(peakRequests * conditions.load * share);
    return observe(metric, {
      requests,
      failures: failuresOf(requests, failing, minute),
      unhealthy: Math.round(tasks * Math.max(conditions.down, ofNewVersion)),
      hasTargets: () => share > 0 || isBeforeDeployment(conditions, scenario, minute, isSecond),
      tasks,
      typicalSeconds,
    });
  };
}

/** A target group in a minute. */
interface Group {
  readonly requests: number;
  readonly failures: number;
  readonly unhealthy: number;
  readonly hasTargets: () => boolean;
  readonly tasks: number;
  readonly typicalSeconds: number;
}

function observe({ name }: Metric, group: Group): Observations | undefined {
  const { requests, failures, unhealthy, hasTargets, tasks, typicalSeconds } = group;
  switch (name) {
    case "RequestCount":
      return count(requests);
    case "HTTPCode_Target_5XX_Count":
      return count(failures);
    case "TargetResponseTime":
      return responseTimes(requests, failures, { typical: typicalSeconds, timeout: TIMEOUT_SECONDS });
    case "UnHealthyHostCount":
      return hasTargets() ? constant(unhealthy) : undefined;
    case "HealthyHostCount":
      return hasTargets() ? constant(tasks - unhealthy) : undefined;
    default:
      throw new Error(`The source of requests does not publish ${name}`);
  }
}

/** The tasks of the first target group are registered until the deployment has shifted all traffic. */
const isBeforeDeployment = ({ shifted }: Conditions, scenario: Scenario, minute: number, isSecond: boolean): boolean =>
  isSecond && shifted === 0 && scenario.conditionsAt(minute + 1).shifted > 0;
