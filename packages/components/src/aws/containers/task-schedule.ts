import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, integerBetween, matching } from "../../shared/checks";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import { runTaskStatements } from "./run-task";
import type { TaskDefinitionResources } from "./task-definition";
import { taskSubnetIds } from "./task-network";
import type { TaskPlan } from "./task-plan";
import { timeZone } from "./time-zone";

/** When a task runs. */
export interface EcsTaskScheduleArgs {
  /** `cron(0 3 * * ? *)`, `rate(1 hour)`, or `at(2030-01-01T00:00:00)`. */
  readonly expression: string;
  /**
   * The time zone of the schedule: `Europe/Berlin`.
   *
   * @default "UTC"
   */
  readonly timeZone?: string;
  /**
   * The number of minutes within which the task can start, from 1 to 1440, so that not all tasks start at the same time.
   *
   * @default 0, which starts the task at the exact time
   */
  readonly flexibleWindowMinutes?: number;
  /**
   * How often EventBridge Scheduler tries again to start the task, from 0 to 185. A task that fails after its start is not
   * started again.
   *
   * @default 3
   */
  readonly retries?: number;
  /**
   * The number of seconds during which EventBridge Scheduler tries again, from 60 to 86400.
   *
   * @default 3600
   */
  readonly maximumEventAgeSeconds?: number;
  /**
   * The number of tasks to start, from 1 to 10.
   *
   * @default 1
   */
  readonly taskCount?: number;
  /**
   * Whether the schedule is active.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * The ARN of an existing queue for starts that failed, in the Region of the task.
   *
   * @default a queue that the component creates
   */
  readonly deadLetterQueueArn?: pulumi.Input<string>;
}

/** The schedule of a task. */
export interface EcsTaskSchedule {
  /** The schedule. */
  readonly schedule: aws.scheduler.Schedule;
  /** The role with which EventBridge Scheduler starts the task. */
  readonly role: ServiceRole;
  /** The queue for starts that failed; `undefined` with `deadLetterQueueArn`. */
  readonly deadLetterQueue: aws.sqs.Queue | undefined;
}

/** The checked arguments, with all defaults. */
export type SchedulePlan = Required<Omit<EcsTaskScheduleArgs, "deadLetterQueueArn">> &
  Pick<EcsTaskScheduleArgs, "deadLetterQueueArn">;

const SCHEDULE_ARGUMENTS: Readonly<Record<keyof EcsTaskScheduleArgs, true>> = {
  expression: true,
  timeZone: true,
  flexibleWindowMinutes: true,
  retries: true,
  maximumEventAgeSeconds: true,
  taskCount: true,
  enabled: true,
  deadLetterQueueArn: true,
};

const SCHEDULE = "schedule";
const SCHEDULE_ROLE = "schedule-role";
const DEAD_LETTER_QUEUE = "dead-letter-queue";
/** The group that schedules belong to by default. */
const SCHEDULE_GROUP = "default";
/** The longest time that SQS keeps messages. */
const RETENTION_SECONDS = 1_209_600;

const expression = matching(
  /^(?:cron\((?:\S+ ){5}\S+\)|rate\(\d+ (?:minutes?|hours?|days?)\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/,
  "a schedule",
  'Examples: "cron(0 3 * * ? *)", "rate(1 hour)", "at(2030-01-01T00:00:00)". A cron expression has six fields.',
);
const queueArn = matching(
  /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/,
  "the ARN of a standard SQS queue",
  "Use arn:aws:sqs:<region>:<account>:<name>.",
);

/** Checks `schedule` and returns it with its defaults; `undefined` without a schedule. */
export function planSchedule(issues: ArgumentIssues, args: EcsTaskScheduleArgs | undefined): SchedulePlan | undefined {
  if (args === undefined || !issues.checkNames("schedule", args, Object.keys(SCHEDULE_ARGUMENTS))) return undefined;
  const plan: SchedulePlan = {
    timeZone: "UTC",
    flexibleWindowMinutes: 0,
    retries: 3,
    maximumEventAgeSeconds: 3600,
    taskCount: 1,
    enabled: true,
    ...args,
  };
  issues.check("schedule.expression", plan.expression, expression);
  issues.check("schedule.timeZone", plan.timeZone, timeZone);
  issues.check("schedule.flexibleWindowMinutes", plan.flexibleWindowMinutes, integerBetween(0, 1440));
  issues.check("schedule.retries", plan.retries, integerBetween(0, 185));
  issues.check("schedule.maximumEventAgeSeconds", plan.maximumEventAgeSeconds, integerBetween(60, 86_400));
  issues.check("schedule.taskCount", plan.taskCount, integerBetween(1, 10));
  issues.check("schedule.enabled", plan.enabled, booleanValue);
  const deadLetterQueueArn = issues.checkOptionalInput(
    "schedule.deadLetterQueueArn",
    args.deadLetterQueueArn,
    queueArn,
  );
  return { ...plan, ...(deadLetterQueueArn !== undefined && { deadLetterQueueArn }) };
}

/** Returns the names of the children that `createSchedule` creates. */
export const scheduleChildren = ({ deadLetterQueueArn }: SchedulePlan): string[] => [
  SCHEDULE,
  ...serviceRoleChildren(SCHEDULE_ROLE),
  ...(deadLetterQueueArn === undefined ? [DEAD_LETTER_QUEUE] : []),
];

/** What a schedule starts. */
export interface ScheduleContext {
  readonly task: TaskPlan;
  readonly definition: TaskDefinitionResources;
  readonly securityGroupId: pulumi.Input<string>;
  /** Resources that must exist before the task starts, such as the rules of its security group. */
  readonly dependencies: readonly pulumi.Resource[];
}

/** Creates the schedule of a task, its role, and its dead-letter queue. */
export function createSchedule(children: Children, plan: SchedulePlan, context: ScheduleContext): EcsTaskSchedule {
  const { task, definition } = context;
  const deadLetterQueue = plan.deadLetterQueueArn === undefined ? createDeadLetterQueue(children) : undefined;
  const deadLetterQueueArn = plan.deadLetterQueueArn ?? deadLetterQueue?.arn ?? "";
  const role = createRole(children, context, deadLetterQueueArn);
  const { flexibleWindowMinutes: minutes } = plan;
  const schedule = new aws.scheduler.Schedule(
    children.name(SCHEDULE),
    {
      region: children.region,
      groupName: SCHEDULE_GROUP,
      scheduleExpression: plan.expression,
      scheduleExpressionTimezone: plan.timeZone,
      state: plan.enabled ? "ENABLED" : "DISABLED",
      flexibleTimeWindow: minutes === 0 ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: minutes },
      target: {
        arn: task.settings.cluster.clusterArn,
        roleArn: role.role.arn,
        deadLetterConfig: { arn: deadLetterQueueArn },
        retryPolicy: {
          maximumRetryAttempts: plan.retries,
          maximumEventAgeInSeconds: plan.maximumEventAgeSeconds,
        },
        ecsParameters: {
          taskDefinitionArn: definition.taskDefinition.arn,
          taskCount: plan.taskCount,
          capacityProviderStrategies: task.capacity.map((strategy) => ({ ...strategy })),
          enableEcsManagedTags: true,
          enableExecuteCommand: task.settings.exec,
          networkConfiguration: {
            subnets: taskSubnetIds(task.settings.network, task.settings.subnets),
            securityGroups: [context.securityGroupId],
            assignPublicIp: false,
          },
        },
      },
    },
    children.options(SCHEDULE, { dependsOn: [...(role.policy ? [role.policy] : []), ...context.dependencies] }),
  );
  return { schedule, role, deadLetterQueue };
}

function createDeadLetterQueue(children: Children): aws.sqs.Queue {
  return new aws.sqs.Queue(
    children.name(DEAD_LETTER_QUEUE),
    {
      region: children.region,
      messageRetentionSeconds: RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
      tags: children.tags(DEAD_LETTER_QUEUE),
    },
    children.options(DEAD_LETTER_QUEUE),
  );
}

function createRole(
  children: Children,
  { task, definition }: ScheduleContext,
  deadLetterQueueArn: pulumi.Input<string>,
): ServiceRole {
  const { partition, region, accountId } = arnScope(definition.logGroup);
  return createServiceRole(children, SCHEDULE_ROLE, {
    service: "scheduler.amazonaws.com",
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    scope: {
      accountId,
      sourceArn: pulumi.interpolate`arn:${partition}:scheduler:${region}:${accountId}:schedule-group/${SCHEDULE_GROUP}`,
    },
    statements: [
      ...runTaskStatements(task.settings.cluster, definition),
      { Sid: "ReportFailedStarts", Effect: "Allow", Action: "sqs:SendMessage", Resource: deadLetterQueueArn },
      // Tasks with managed tags are tagged when they start.
      {
        Sid: "TagTasks",
        Effect: "Allow",
        Action: "ecs:TagResource",
        Resource: pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:task/${task.settings.cluster.clusterName}/*`,
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
    ],
  });
}
