import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { timeZone } from "./time-zone";
import { isPropertyMap } from "../../shared/argument-values";
import { expected, integerFrom, matching, plainObject } from "../../shared/checks";
import { childKey, type Children } from "../shared/children";
import type { EcsServiceScalingArgs, EcsServiceScheduleArgs } from "./service-args";
import { loadBalancerArnSuffix, type EcsServiceLoadBalancing } from "./service-load-balancer";
import type { LoadBalancerPlan } from "./service-load-balancer-plan";

/** How many tasks a service runs. */
export type ScalingPlan = { readonly count: number } | AutoscalingPlan;

/** The limits and the targets of a service that scales. */
export interface AutoscalingPlan {
  readonly minimum: number;
  readonly maximum: number;
  readonly cpuPercent: number | undefined;
  readonly memoryPercent: number | undefined;
  readonly requestsPerTarget: number | undefined;
  readonly schedules: Readonly<Record<string, EcsServiceScheduleArgs>>;
}

/** The autoscaling of a service. */
export interface EcsServiceAutoscaling {
  /** The scalable target. */
  readonly target: aws.appautoscaling.Target;
  /** The scaling policies by metric: `cpu`, `memory`, and `requests`. */
  readonly policies: Readonly<Record<string, aws.appautoscaling.Policy>>;
  /** The scheduled actions by name. */
  readonly schedules: Readonly<Record<string, aws.appautoscaling.ScheduledAction>>;
}

const TARGET = "scaling";
const policyChild = (metric: string): string => `scaling-${metric}`;
const scheduleChild = (name: string): string => `schedule-${name}`;
const SERVICE_NAMESPACE = "ecs";
const SCALABLE_DIMENSION = "ecs:service:DesiredCount";
/** New tasks need time to start, and to receive their share of the requests. */
const SCALE_OUT_COOLDOWN_SECONDS = 60;
/** Removing tasks slowly avoids starting them again when the load varies. */
const SCALE_IN_COOLDOWN_SECONDS = 300;

const SCALING_ARGUMENTS = ["min", "max", "cpuPercent", "memoryPercent", "requestsPerTarget", "schedules"];
const scheduleExpression = matching(
  /^(?:cron\(.+\)|rate\(\d+ (?:minutes?|hours?|days?)\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/,
  "a schedule",
  'Examples: "cron(0 8 ? * MON-FRI *)", "rate(1 hour)", "at(2030-01-01T00:00:00)".',
);
const scheduleKey = childKey("the name of a schedule", "mornings");

const percent = (value: unknown) => {
  const what = "a percentage above 0 and up to 100";
  if (typeof value !== "number") return expected("wrong-type", what);
  return value > 0 && value <= 100 ? undefined : expected("out-of-range", what);
};

/** Checks `scaling` and returns it with its defaults. */
export function planScaling(
  issues: ArgumentIssues,
  args: EcsServiceScalingArgs,
  loadBalancerType: "application" | "network" | undefined,
): ScalingPlan {
  const known = isPropertyMap(args) && "count" in args ? ["count"] : SCALING_ARGUMENTS;
  if (!issues.checkNames("scaling", args, known)) return { count: 1 };
  if ("count" in args) {
    issues.check("scaling.count", args.count, integerFrom(0));
    return { count: args.count };
  }
  const { min = 2, max = Math.max(10, min), memoryPercent, requestsPerTarget, schedules = {} } = args;
  const hasOtherTarget = memoryPercent !== undefined || requestsPerTarget !== undefined;
  const { cpuPercent = hasOtherTarget ? undefined : 60 } = args;
  const isValidMinimum = issues.check("scaling.min", min, integerFrom(0));
  if (issues.check("scaling.max", max, integerFrom(1)) && isValidMinimum) checkOrder(issues, "scaling", min, max);
  if (cpuPercent !== undefined) issues.check("scaling.cpuPercent", cpuPercent, percent);
  if (memoryPercent !== undefined) issues.check("scaling.memoryPercent", memoryPercent, percent);
  if (requestsPerTarget !== undefined) {
    issues.check("scaling.requestsPerTarget", requestsPerTarget, integerFrom(1));
    if (loadBalancerType !== "application") {
      issues.add("scaling.requestsPerTarget", requestsPerTarget, {
        code: "conflict",
        statement: "requests are counted only behind an Application Load Balancer",
        remedy: "Set loadBalancer, or use cpuPercent or memoryPercent.",
      });
    }
  }
  checkSchedules(issues, schedules);
  return { minimum: min, maximum: max, cpuPercent, memoryPercent, requestsPerTarget, schedules };
}

function checkOrder(issues: ArgumentIssues, path: string, min: number, max: number): void {
  if (min <= max) return;
  issues.add(`${path}.min`, min, {
    code: "conflict",
    statement: (got) => `expected at most the maximum of ${max} tasks, got ${got}`,
    remedy: "Decrease min, or increase max.",
  });
}

function checkSchedules(issues: ArgumentIssues, schedules: Readonly<Record<string, EcsServiceScheduleArgs>>): void {
  if (!issues.check("scaling.schedules", schedules, plainObject("an object of schedules by name"))) return;
  for (const [name, schedule] of Object.entries(schedules)) {
    const path = `scaling.schedules.${name}`;
    issues.check(path, name, scheduleKey);
    if (!issues.checkNames(path, schedule, ["expression", "timeZone", "min", "max"])) continue;
    issues.check(`${path}.expression`, schedule.expression, scheduleExpression);
    const { min, max, timeZone: zone = "UTC" } = schedule;
    issues.check(`${path}.timeZone`, zone, timeZone);
    if (min === undefined && max === undefined) {
      issues.add(path, undefined, { code: "missing", statement: "expected min, max, or both" });
    }
    if (min !== undefined) issues.check(`${path}.min`, min, integerFrom(0));
    if (max !== undefined) issues.check(`${path}.max`, max, integerFrom(0));
    if (min !== undefined && max !== undefined) checkOrder(issues, path, min, max);
  }
}

/** Whether a service scales, rather than running a fixed number of tasks. */
export const scales = (plan: ScalingPlan): plan is AutoscalingPlan => !("count" in plan);

/** Returns the targets of a scaling plan by metric. */
function targetsOf({ cpuPercent, memoryPercent, requestsPerTarget }: AutoscalingPlan): [string, number][] {
  const targets = { cpu: cpuPercent, memory: memoryPercent, requests: requestsPerTarget };
  return Object.entries(targets).filter((target): target is [string, number] => target[1] !== undefined);
}

/** Returns the names of the children that `createScaling` creates. */
export function scalingChildren(plan: ScalingPlan): string[] {
  if (!scales(plan)) return [];
  return [
    TARGET,
    ...targetsOf(plan).map(([metric]) => policyChild(metric)),
    ...Object.keys(plan.schedules).map(scheduleChild),
  ];
}

/** What the autoscaling of a service refers to. */
export interface ScalingContext {
  readonly clusterName: pulumi.Input<string>;
  readonly service: aws.ecs.Service;
  readonly loadBalancer?: { readonly plan: LoadBalancerPlan; readonly groups: EcsServiceLoadBalancing };
}

/** Creates the scalable target, the scaling policies, and the scheduled actions of a service. */
export function createScaling(
  children: Children,
  plan: AutoscalingPlan,
  context: ScalingContext,
): EcsServiceAutoscaling {
  const target = new aws.appautoscaling.Target(
    children.name(TARGET),
    {
      region: children.region,
      serviceNamespace: SERVICE_NAMESPACE,
      scalableDimension: SCALABLE_DIMENSION,
      resourceId: pulumi.interpolate`service/${context.clusterName}/${context.service.name}`,
      minCapacity: plan.minimum,
      maxCapacity: plan.maximum,
      tags: children.tags(TARGET),
    },
    children.options(TARGET),
  );
  const scalable = {
    region: children.region,
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
  };
  const policies = targetsOf(plan).map(([metric, targetValue]) => {
    const child = policyChild(metric);
    const targetTrackingScalingPolicyConfiguration = {
      targetValue,
      scaleOutCooldown: SCALE_OUT_COOLDOWN_SECONDS,
      scaleInCooldown: SCALE_IN_COOLDOWN_SECONDS,
      ...metricOf(metric, context),
    };
    const args = { ...scalable, policyType: "TargetTrackingScaling", targetTrackingScalingPolicyConfiguration };
    return [metric, new aws.appautoscaling.Policy(children.name(child), args, children.options(child))] as const;
  });
  const schedules = Object.entries(plan.schedules).map(([name, { expression, timeZone = "UTC", min, max }]) => {
    const child = scheduleChild(name);
    const args = {
      ...scalable,
      schedule: expression,
      timezone: timeZone,
      scalableTargetAction: { minCapacity: min, maxCapacity: max },
    };
    const action = new aws.appautoscaling.ScheduledAction(children.name(child), args, children.options(child));
    return [name, action] as const;
  });
  return { target, policies: Object.fromEntries(policies), schedules: Object.fromEntries(schedules) };
}

type TrackedMetric = Pick<
  aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration,
  "predefinedMetricSpecification" | "customizedMetricSpecification"
>;

function metricOf(metric: string, { loadBalancer }: ScalingContext): TrackedMetric {
  if (metric === "cpu") return predefined("ECSServiceAverageCPUUtilization");
  if (metric === "memory" || loadBalancer === undefined) return predefined("ECSServiceAverageMemoryUtilization");
  return requestsOfBothGroups(loadBalancer.plan, loadBalancer.groups);
}

const predefined = (predefinedMetricType: string): TrackedMetric => ({
  predefinedMetricSpecification: { predefinedMetricType },
});

/** Returns the requests per task in both target groups, because each deployment moves the traffic to the other one. */
function requestsOfBothGroups(
  { loadBalancer }: LoadBalancerPlan,
  { targetGroup, alternateTargetGroup }: EcsServiceLoadBalancing,
): TrackedMetric {
  const requests = [targetGroup, alternateTargetGroup].map(({ arnSuffix }, index) => ({
    id: `r${index + 1}`,
    returnData: false,
    metricStat: {
      stat: "Sum",
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [
          { name: "LoadBalancer", value: loadBalancerArnSuffix(loadBalancer.loadBalancerArn) },
          { name: "TargetGroup", value: arnSuffix },
        ],
      },
    },
  }));
  const total = { id: "requests", expression: "FILL(r1, 0) + FILL(r2, 0)", returnData: true };
  return { customizedMetricSpecification: { metrics: [...requests, total] } };
}
