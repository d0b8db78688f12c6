import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { MissingData, MonitorAlarm } from "../monitors/monitor";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { LogGroupLike, LogGroupMetricFilterArgs } from "./log-group-args";

/** Arguments of a LogAlarm. */
export interface LogAlarmArgs
  extends
    AwsComponentArgs,
    Pick<LogGroupMetricFilterArgs, "metricName" | "namespace">,
    Partial<Pick<MonitorAlarm, "datapointsToAlarm" | "evaluationPeriods" | "operator" | "reason" | "threshold">>,
    Pick<MonitorAlarm, "firstStep" | "meaning" | "runbook" | "severity"> {
  /**
   * The log group, or its name: a `LogGroup`, an `EcsService`, an `EcsTask`, or `"/aws/lambda/resize"`. Its log class must be
   * `STANDARD`, and its Region that of this component. Changing it replaces the metric filter.
   */
  readonly logGroup: LogGroupLike | pulumi.Input<string>;
  /** The pattern of the log events to count, as in the metric filters of a `LogGroup`. */
  readonly pattern: string;
  /**
   * The length of a period in seconds: a multiple of 60, because metric filters publish a value each minute, up to a week.
   *
   * @default 300
   */
  readonly periodSeconds?: number;
  /**
   * How periods in which no log events arrive count, whether or not they match. In all other periods, at least a zero is published.
   *
   * @default "breaching" if the operator is "<" or "<=", and "notBreaching" otherwise
   */
  readonly missingData?: MissingData;
  /**
   * The title of the chart on the dashboard.
   *
   * @default "Log events"
   */
  readonly title?: string;
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
