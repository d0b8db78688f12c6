import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../../shared/argument-issues";
import { integerBetween, matching } from "../../../shared/checks";
import type { Metric } from "../../monitors/metric";
import { metricsOf } from "../../monitors/metric-factory";
import { applicationLoadBalancerName } from "../../monitors/sets/load-balancer-names";
import type { SloIndicator } from "./slo-args";

/** The argument that all functions for indicators have. */
interface LatencyArgs {
  /**
   * The number of milliseconds that good requests take at most, from 1 to 4,000,000.
   *
   * @default requests that fail with a 5xx status code are bad, however long they take
   */
  readonly maximumLatencyMilliseconds?: number;
}

/** The arguments of `indicators.applicationLoadBalancer`. */
export interface ApplicationLoadBalancerIndicatorArgs extends LatencyArgs {
  /** The part of the load balancer's ARN that metrics refer to: `app/shop/50dc6c495c0c9188`. */
  readonly loadBalancer: pulumi.Input<string>;
}

/** The arguments of `indicators.restApi`. */
export interface RestApiIndicatorArgs extends LatencyArgs {
  /** The name of the API. */
  readonly apiName: pulumi.Input<string>;
  /** The name of the stage: `prod`. */
  readonly stageName: pulumi.Input<string>;
}

/** The arguments of `indicators.httpApi`. */
export interface HttpApiIndicatorArgs extends LatencyArgs {
  /** The ID of the API: `a1b2c3d4e5`. */
  readonly apiId: pulumi.Input<string>;
  /** The name of the stage: `$default`. */
  readonly stageName: pulumi.Input<string>;
}

const MILLISECONDS = 1000;
const maximumLatencyMilliseconds = integerBetween(1, 4_000_000);
const name = (what: string) => matching(/^[\x21-\x7e](?:[\x20-\x7e]{0,1022}[\x21-\x7e])?$/, what);

/**
 * Returns the indicator of the requests to an Application Load Balancer, for an `Slo`.
 *
 * @remarks
 * Errors of targets and of the load balancer itself are bad. `RequestCount` does not contain the requests for which no target could be
 * chosen, so all events are its sum with the errors of the load balancer. Timeouts of targets are therefore counted twice among all
 * events.
 *
 * @example
 * new Slo("shop", {
 *   objective: 99.9,
 *   indicator: indicators.applicationLoadBalancer({ loadBalancer: "app/shop/50dc6c495c0c9188" }),
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function applicationLoadBalancer(args: ApplicationLoadBalancerIndicatorArgs): SloIndicator {
  checkArgs("indicators.applicationLoadBalancer", args, { loadBalancer: applicationLoadBalancerName });
  const metric = metricsOf("AWS/ApplicationELB", { LoadBalancer: args.loadBalancer });
  if (args.maximumLatencyMilliseconds !== undefined) {
    return slowerThan(metric("TargetResponseTime", "SampleCount"), args.maximumLatencyMilliseconds / MILLISECONDS);
  }
  const failedInLoadBalancer = metric("HTTPCode_ELB_5XX_Count", "Sum");
  return {
    bad: [metric("HTTPCode_Target_5XX_Count", "Sum"), failedInLoadBalancer],
    total: [metric("RequestCount", "Sum"), failedInLoadBalancer],
  };
}

/**
 * Returns the indicator of the requests to a stage of an API Gateway REST API, for an `Slo`.
 *
 * @example
 * new Slo("orders", {
 *   objective: 99,
 *   indicator: indicators.restApi({ apiName: "orders", stageName: "prod", maximumLatencyMilliseconds: 500 }),
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function restApi(args: RestApiIndicatorArgs): SloIndicator {
  checkArgs("indicators.restApi", args, {
    apiName: name("the name of an API"),
    stageName: name("the name of a stage"),
  });
  return apiIndicator({ ApiName: args.apiName, Stage: args.stageName }, "5XXError", args);
}

/**
 * Returns the indicator of the requests to a stage of an API Gateway HTTP API, for an `Slo`.
 *
 * @example
 * new Slo("orders", {
 *   objective: 99.9,
 *   indicator: indicators.httpApi({ apiId: "a1b2c3d4e5", stageName: "$default" }),
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function httpApi(args: HttpApiIndicatorArgs): SloIndicator {
  checkArgs("indicators.httpApi", args, { apiId: name("the ID of an API"), stageName: name("the name of a stage") });
  return apiIndicator({ ApiId: args.apiId, Stage: args.stageName }, "5xx", args);
}

function apiIndicator(dimensions: Metric["dimensions"], errors: string, limit: LatencyArgs): SloIndicator {
  const metric = metricsOf("AWS/ApiGateway", dimensions);
  return limit.maximumLatencyMilliseconds === undefined
    ? { bad: metric(errors, "Sum"), total: metric("Count", "SampleCount") }
    : slowerThan(metric("Latency", "SampleCount"), limit.maximumLatencyMilliseconds);
}

/** The statistic follows from the maximum. */
const slowerThan = ({ namespace, name: metricName, dimensions }: Metric, maximum: number): SloIndicator => ({
  latency: { namespace, name: metricName, dimensions },
  maximum,
});

function checkArgs<A extends LatencyArgs>(
  kind: string,
  args: A,
  dimensions: Readonly<Record<Exclude<keyof A, keyof LatencyArgs>, Check<unknown>>>,
): void {
  const issues = new ArgumentIssues(kind);
  issues.checkNames("", args, [...Object.keys(dimensions), "maximumLatencyMilliseconds"]);
  for (const [argument, check] of Object.entries<Check<unknown>>(dimensions)) {
    issues.checkIfPlain(argument, args[argument as keyof A], check);
  }
  if (args.maximumLatencyMilliseconds !== undefined) {
    issues.check("maximumLatencyMilliseconds", args.maximumLatencyMilliseconds, maximumLatencyMilliseconds);
  }
  issues.throwIfAny();
}
