import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { checkArray, expected, integerFrom, matching } from "../../shared/checks";
import type { Children } from "../shared/children";
import { loadBalancerArnSuffix, type EcsServiceLoadBalancing } from "./service-load-balancer";
import type { LoadBalancerPlan } from "./service-load-balancer-plan";

/** The alarms of a service, which roll back deployments. With a load balancer only. */
export interface EcsServiceAlarmArgs {
  /**
   * The percentage of requests that fail with a 5xx status code, from 0 to 100, at which a deployment is rolled back. With an
   * Application Load Balancer only.
   *
   * @default 5
   */
  readonly errorPercent?: number;
  /**
   * The number of requests per minute below which errors are ignored.
   *
   * @default 20
   */
  readonly minimumRequests?: number;
  /**
   * The number of seconds that 99 % of the responses must not exceed. With an Application Load Balancer only.
   *
   * @default no alarm, because no number fits all services
   */
  readonly p99Seconds?: number;
  /**
   * The ARNs of SNS topics that the alarms notify.
   *
   * @default []; the alarms only roll back deployments
   */
  readonly topicArns?: readonly pulumi.Input<string>[];
}

/** The alarms of a service. */
export interface EcsServiceAlarms {
  /** The alarm for failed requests. */
  readonly errors?: aws.cloudwatch.MetricAlarm;
  /** The alarm for slow responses. */
  readonly latency?: aws.cloudwatch.MetricAlarm;
  /** The alarm for unhealthy tasks behind a Network Load Balancer. */
  readonly unhealthyTasks?: aws.cloudwatch.MetricAlarm;
}

/** Returns the alarms that exist. */
export const alarmsOf = ({ errors, latency, unhealthyTasks }: EcsServiceAlarms): aws.cloudwatch.MetricAlarm[] =>
  [errors, latency, unhealthyTasks].filter((alarm) => alarm !== undefined);

/** The checked arguments of the alarms, with all defaults. */
export interface AlarmPlan {
  readonly errorPercent: number;
  readonly minimumRequests: number;
  readonly p99Seconds: number | undefined;
  readonly topicArns: readonly pulumi.Input<string>[];
}

const ERRORS = "errors";
const LATENCY = "latency";
const UNHEALTHY_TASKS = "unhealthy-tasks";
const PERIOD_SECONDS = 60;
/** An alarm enters the state ALARM after three minutes, so that a single slow request does not roll back a deployment. */
const EVALUATION_PERIODS = 3;

/** Checks `alarms` and returns it with its defaults. */
export function planAlarms(
  issues: ArgumentIssues,
  args: EcsServiceAlarmArgs,
  type: "application" | "network" | undefined,
): AlarmPlan {
  issues.checkNames("alarms", args, ["errorPercent", "minimumRequests", "p99Seconds", "topicArns"]);
  const { errorPercent = 5, minimumRequests = 20, p99Seconds, topicArns = [] } = args;
  issues.check("alarms.errorPercent", errorPercent, numberAbove0(100));
  issues.check("alarms.minimumRequests", minimumRequests, integerFrom(1));
  if (p99Seconds !== undefined) issues.check("alarms.p99Seconds", p99Seconds, numberAbove0(3600));
  const unsupported =
    type === undefined ? (["errorPercent", "minimumRequests", "p99Seconds", "topicArns"] as const) : [];
  const applicationOnly = type === "network" ? (["errorPercent", "minimumRequests", "p99Seconds"] as const) : [];
  for (const property of [...unsupported, ...applicationOnly]) {
    if (args[property] === undefined) continue;
    issues.add(`alarms.${property}`, args[property], {
      code: "conflict",
      statement: `has no effect without ${type === undefined ? "a load balancer" : "an Application Load Balancer"}`,
      remedy: `Remove ${property}.`,
    });
  }
  const checkedArns = checkArray(issues, "alarms.topicArns", topicArns, topicArn);
  return { errorPercent, minimumRequests, p99Seconds, topicArns: checkedArns };
}

const topicArn = matching(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/,
  "the ARN of an SNS topic",
  "Use arn:aws:sns:<region>:<account>:<name>.",
);

const numberAbove0 = (maximum: number) => (value: unknown) => {
  const what = `a number above 0 and up to ${maximum}`;
  if (typeof value !== "number") return expected("wrong-type", what);
  return value > 0 && value <= maximum ? undefined : expected("out-of-range", what);
};

/** What the alarms of a service watch. */
interface AlarmContext {
  readonly loadBalancer: LoadBalancerPlan;
  readonly shiftsTraffic: boolean;
}

/** Returns the names of the children that `createAlarms` creates. */
export function alarmChildren({ p99Seconds }: AlarmPlan, { loadBalancer, shiftsTraffic }: AlarmContext): string[] {
  if (loadBalancer.type === "application") return [ERRORS, ...(p99Seconds === undefined ? [] : [LATENCY])];
  return shiftsTraffic ? [UNHEALTHY_TASKS] : [];
}

/**
 * Creates the alarms of a service.
 *
 * @remarks
 * The alarms evaluate both target groups, because each deployment moves the traffic to the other one.
 */
export function createAlarms(
  children: Children,
  plan: AlarmPlan,
  context: AlarmContext,
  groups: EcsServiceLoadBalancing,
): EcsServiceAlarms {
  const metrics = groupMetrics(context.loadBalancer, groups);
  if (context.loadBalancer.type === "network") {
    if (!context.shiftsTraffic) return {};
    const description = "Tasks of the service fail the health checks of the load balancer.";
    const queries = [...metrics("u", "UnHealthyHostCount", "Maximum"), result("MAX([FILL(u1, 0), FILL(u2, 0)])")];
    return { unhealthyTasks: createAlarm(children, UNHEALTHY_TASKS, plan, { description, threshold: 1, queries }) };
  }
  const errors = createAlarm(children, ERRORS, plan, {
    description: "Requests to the service fail with a 5xx status code.",
    threshold: plan.errorPercent,
    queries: [
      ...metrics("e", "HTTPCode_Target_5XX_Count", "Sum"),
      ...metrics("r", "RequestCount", "Sum"),
      { id: "requests", expression: "FILL(r1, 0) + FILL(r2, 0)", returnData: false },
      result(`IF(requests >= ${plan.minimumRequests}, 100 * (FILL(e1, 0) + FILL(e2, 0)) / requests, 0)`),
    ],
  });
  if (plan.p99Seconds === undefined) return { errors };
  const latency = createAlarm(children, LATENCY, plan, {
    description: "Responses of the service are slow.",
    threshold: plan.p99Seconds,
    queries: [...metrics("t", "TargetResponseTime", "p99"), result("MAX([FILL(t1, 0), FILL(t2, 0)])")],
  });
  return { errors, latency };
}

const result = (expression: string) => ({ id: "result", expression, returnData: true });

/** Returns a function that returns a metric of both target groups, with IDs such as `e1` and `e2`. */
const groupMetrics =
  (plan: LoadBalancerPlan, { targetGroup, alternateTargetGroup }: EcsServiceLoadBalancing) =>
  (id: string, metricName: string, stat: string) =>
    [targetGroup, alternateTargetGroup].map(({ arnSuffix }, index) => ({
      id: `${id}${index + 1}`,
      returnData: false,
      metric: {
        namespace: plan.type === "network" ? "AWS/NetworkELB" : "AWS/ApplicationELB",
        metricName,
        stat,
        period: PERIOD_SECONDS,
        dimensions: {
          LoadBalancer: loadBalancerArnSuffix(plan.loadBalancer.loadBalancerArn),
          TargetGroup: arnSuffix,
        },
      },
    }));

interface AlarmSettings {
  readonly description: string;
  readonly threshold: number;
  readonly queries: aws.types.input.cloudwatch.MetricAlarmMetricQuery[];
}

function createAlarm(
  children: Children,
  child: string,
  { topicArns }: AlarmPlan,
  { description, threshold, queries }: AlarmSettings,
): aws.cloudwatch.MetricAlarm {
  return new aws.cloudwatch.MetricAlarm(
    children.name(child),
    {
      region: children.region,
      alarmDescription: description,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold,
      evaluationPeriods: EVALUATION_PERIODS,
      datapointsToAlarm: EVALUATION_PERIODS,
      treatMissingData: "notBreaching",
      metricQueries: queries,
      ...(topicArns.length > 0 && { alarmActions: [...topicArns], okActions: [...topicArns] }),
      tags: children.tags(child),
    },
    children.options(child),
  );
}
