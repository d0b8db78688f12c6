import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { checkArray, expected, integerFrom, matching } from "../../shared/checks";
import type { Children } from "../shared/children";
import { failedRequests, slowResponses, unhealthyTasks } from "../monitors/sets/ecs-service";
import { alarmDescription, metricAlarmInputs } from "../monitors/metric-alarm";
import type { AlarmMonitor } from "../monitors/monitor";
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

/** The names of the children by the key of the alarm. */
const CHILDREN: Readonly<Record<keyof EcsServiceAlarms, string>> = {
  errors: ERRORS,
  latency: LATENCY,
  unhealthyTasks: UNHEALTHY_TASKS,
};

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
export interface AlarmContext {
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
  loadBalancing: EcsServiceLoadBalancing,
): EcsServiceAlarms {
  const monitors = alarmMonitors(plan, context, loadBalancing);
  const created = Object.entries(monitors).map(([key, monitor]) => [
    key,
    createAlarm(children, CHILDREN[key as keyof EcsServiceAlarms], plan, monitor),
  ]);
  return Object.fromEntries(created) as EcsServiceAlarms;
}

/** Returns the monitors whose alarms roll back deployments, by the key of the alarm. */
export function alarmMonitors(
  plan: AlarmPlan,
  context: AlarmContext,
  { targetGroup, alternateTargetGroup }: EcsServiceLoadBalancing,
): { readonly [K in keyof EcsServiceAlarms]?: AlarmMonitor } {
  const { type, loadBalancer } = context.loadBalancer;
  const targets = {
    loadBalancerType: type,
    loadBalancer: loadBalancerArnSuffix(loadBalancer.loadBalancerArn),
    targetGroups: [targetGroup.arnSuffix, alternateTargetGroup.arnSuffix],
  } as const;
  if (type === "network") return context.shiftsTraffic ? { unhealthyTasks: unhealthyTasks(targets) } : {};
  const errors = failedRequests(targets, plan);
  const { p99Seconds, minimumRequests } = plan;
  if (p99Seconds === undefined) return { errors };
  return { errors, latency: slowResponses(targets, { p99Seconds, minimumRequests }) };
}

function createAlarm(
  children: Children,
  child: string,
  { topicArns }: AlarmPlan,
  monitor: AlarmMonitor,
): aws.cloudwatch.MetricAlarm {
  return new aws.cloudwatch.MetricAlarm(
    children.name(child),
    {
      region: children.region,
      alarmDescription: alarmDescription(monitor.alarm),
      ...metricAlarmInputs(monitor),
      ...(topicArns.length > 0 && { alarmActions: [...topicArns], okActions: [...topicArns] }),
      tags: children.tags(child),
    },
    children.options(child),
  );
}
