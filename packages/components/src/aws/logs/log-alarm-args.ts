import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { AlarmSeverity, MissingData, ThresholdOperator } from "../monitors/monitor";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { LogGroupLike } from "./log-group-args";

/** Arguments of a LogAlarm. */
export interface LogAlarmArgs extends AwsComponentArgs {
  /**
   * The log group, or its name: a `LogGroup`, an `EcsService`, an `EcsTask`, or `"/aws/lambda/resize"`. Its log class must be
   * `STANDARD`, and its Region that of this component. Changing it replaces the metric filter.
   */
  readonly logGroup: LogGroupLike | pulumi.Input<string>;
  /** The pattern of the log events to count, as in the metric filters of a `LogGroup`. */
  readonly pattern: string;
  /** How urgent the alarm is: `"page"` if a person must act now, or `"ticket"` if within days. */
  readonly severity: AlarmSeverity;
  /** What the alarm means for users, as one or two sentences. */
  readonly meaning: string;
  /** The first thing to do, as one or two sentences. */
  readonly firstStep: string;
  /** The name of the runbook, to which the `Monitoring` adds the URL of your runbooks: `failed-payments`. */
  readonly runbook: string;
  /**
   * How the number of log events in a period is compared with the threshold.
   *
   * @default ">="
   */
  readonly operator?: ThresholdOperator;
  /**
   * The number of log events in a period.
   *
   * @default 1
   */
  readonly threshold?: number;
  /**
   * The length of a period in seconds: a multiple of 60, because metric filters publish a value each minute, up to a week.
   *
   * @default 300
   */
  readonly periodSeconds?: number;
  /**
   * The number of most recent periods that the alarm evaluates.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
  /**
   * The number of breaching periods among these that raise the alarm.
   *
   * @default the number of `evaluationPeriods`
   */
  readonly datapointsToAlarm?: number;
  /**
   * How periods in which no log events arrive count, whether or not they match. In all other periods, at least a zero is published.
   *
   * @default "breaching" if the operator is "<" or "<=", and "notBreaching" otherwise
   */
  readonly missingData?: MissingData;
  /**
   * Why the threshold and the periods have these values.
   *
   * @default a sentence that repeats these values
   */
  readonly reason?: string;
  /**
   * The title of the chart on the dashboard.
   *
   * @default "Log events"
   */
  readonly title?: string;
  /**
   * The name of the metric.
   *
   * @default the name of the component
   */
  readonly metricName?: string;
  /**
   * The namespace of the metric. It must not begin with `AWS/`.
   *
   * @default the project and the stack: `shop/production`
   */
  readonly namespace?: string;
}

/** The arguments of a LogAlarm that have default values. */
export type LogAlarmDefaults = Required<
  Pick<LogAlarmArgs, "evaluationPeriods" | "operator" | "periodSeconds" | "protection" | "threshold" | "title">
>;

/** The default arguments of a LogAlarm in each profile. */
export const LOG_ALARM_DEFAULTS: ProfileDefaults<LogAlarmDefaults> = defineDefaults<LogAlarmDefaults>(
  { protection: true, operator: ">=", threshold: 1, periodSeconds: 300, evaluationPeriods: 1, title: "Log events" },
  { protection: false },
);

/** The names of the arguments. */
export const LOG_ALARM_ARGUMENTS: Readonly<Record<keyof LogAlarmArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  ...{ logGroup: true, pattern: true, metricName: true, namespace: true },
  ...{ severity: true, meaning: true, firstStep: true, runbook: true, reason: true, title: true },
  ...{ operator: true, threshold: true, missingData: true },
  ...{ periodSeconds: true, evaluationPeriods: true, datapointsToAlarm: true },
};
