import type * as pulumi from "@pulumi/pulumi";
import type { Metric, MetricMath } from "./metric";

/**
 * How urgent an alarm is.
 *
 * - `page`: users are affected or will be within the hour, so a person must act now.
 * - `ticket`: a person must act within days.
 */
export type AlarmSeverity = "page" | "ticket";

/** How an alarm treats periods without data, in the words of CloudWatch. */
export type MissingData = "breaching" | "ignore" | "missing" | "notBreaching";

/** How a value is compared with a threshold. */
export type ThresholdOperator = "<" | "<=" | ">" | ">=";

/** The unit of a monitor's value, in the words of CloudWatch. */
export type MonitorUnit =
  | "Bytes"
  | "Bytes/Second"
  | "Count"
  | "Count/Second"
  | "Milliseconds"
  | "None"
  | "Percent"
  | "Seconds";

/** When a monitor raises an alarm, and what to do then. */
export interface MonitorAlarm {
  /** How the value is compared with the threshold: with `>=`, a value of at least the threshold is breaching. */
  readonly operator: ThresholdOperator;
  /** The threshold in the unit of the monitor. */
  readonly threshold: number;
  /** The number of most recent periods that the alarm evaluates. */
  readonly evaluationPeriods: number;
  /** The number of breaching periods among these that raise the alarm. */
  readonly datapointsToAlarm: number;
  /** How periods without data count. */
  readonly missingData: MissingData;
  /** How urgent the alarm is. */
  readonly severity: AlarmSeverity;
  /** What the alarm means for users, as one or two sentences. */
  readonly meaning: string;
  /** The first thing to do, as one or two sentences. */
  readonly firstStep: string;
  /** The name of the runbook: `ecs-service-failed-requests`. */
  readonly runbook: string;
  /** Why the threshold and the number of periods have these values. */
  readonly reason: string;
  /** The URL of the document that recommends the alarm or defines the metric. */
  readonly source: string;
  /**
   * The alarm that a component has created for the monitor, such as an alarm that rolls back deployments. No other alarm is
   * created.
   *
   * @default an alarm is created
   */
  readonly existing?: ExistingAlarm;
}

/** An alarm that exists already. */
export interface ExistingAlarm {
  /** The name of the alarm, which composite alarms refer to. */
  readonly alarmName: pulumi.Input<string>;
  /** The ARN of the alarm, which dashboards refer to. */
  readonly alarmArn: pulumi.Input<string>;
}

/** A time range that the dashboard shows instead of its own. */
export interface MonitorTimeRange {
  /** The number of days before now, from 1 to 455, for which CloudWatch keeps data. */
  readonly days: number;
  /** How the value is shown: as a chart of all periods, or as one number, for which the time range is the only period. */
  readonly view: "line" | "number";
}

/** Which values are outside an anomaly band: those above it, those below it, or both. */
export type AnomalySide = "above" | "below" | "outside";

/**
 * The band of values that CloudWatch expects, which it learns from up to two weeks of data, and the alarm that is raised when the
 * value leaves it.
 */
export interface MonitorAnomalyBand {
  /** Which values are breaching: those above the band, those below it, or both. */
  readonly breaching: AnomalySide;
  /** The distance of the bounds from the expected value in standard deviations, from 0.1 to 100. A wider band reports less. */
  readonly width: number;
  /** The number of most recent periods that the alarm evaluates. */
  readonly evaluationPeriods: number;
  /** The number of breaching periods among these that raise the alarm. */
  readonly datapointsToAlarm: number;
  /** How periods without data count. */
  readonly missingData: MissingData;
  /** How urgent the alarm is. */
  readonly severity: AlarmSeverity;
  /** What the alarm means for users, as one or two sentences. */
  readonly meaning: string;
  /** The first thing to do, as one or two sentences. */
  readonly firstStep: string;
  /** The name of the runbook. */
  readonly runbook: string;
}

/** A value to watch: a chart on the dashboard, and alarms if `alarm` or `anomalyBand` is set. */
export interface Monitor {
  /** The name, which is unique in its set and stable: `failed-requests`. It becomes part of resource names. */
  readonly name: string;
  /** The title of the chart: `Failed requests`. */
  readonly title: string;
  /** What is watched. */
  readonly value: Metric | MetricMath;
  /** The unit of the value. */
  readonly unit: MonitorUnit;
  /** The length of a period in seconds: 10, 20, 30, or a multiple of 60. */
  readonly periodSeconds: number;
  /**
   * The time range to show.
   *
   * @default a chart of the time range of the dashboard
   */
  readonly timeRange?: MonitorTimeRange;
  /** The alarm; `undefined` for a value that is only shown. */
  readonly alarm?: MonitorAlarm;
  /**
   * The band of values that CloudWatch expects, with an alarm of its own. The argument `anomalyBands` of a `Monitoring` adds one to a
   * monitor of a target.
   *
   * @default none
   */
  readonly anomalyBand?: MonitorAnomalyBand;
}

/** A monitor with an alarm. */
export interface AlarmMonitor extends Monitor {
  readonly alarm: MonitorAlarm;
}

/** Whether a monitor has an alarm. */
export const hasAlarm = (monitor: Monitor): monitor is AlarmMonitor => monitor.alarm !== undefined;

/** A monitor with an anomaly band. */
export interface AnomalyMonitor extends Monitor {
  readonly anomalyBand: MonitorAnomalyBand;
}

/** Whether a monitor has an anomaly band. */
export const hasAnomalyBand = (monitor: Monitor): monitor is AnomalyMonitor => monitor.anomalyBand !== undefined;

/** A chart of the top contributors of a Contributor Insights rule. */
export interface ContributorChart {
  /** The title of the chart. */
  readonly title: string;
  /** The name of the rule in AWS: up to 128 ASCII characters. */
  readonly ruleName: string;
  /** The length of a period in seconds: a multiple of 60. */
  readonly periodSeconds: number;
}

/** The monitors of one resource, component, or service. */
export interface MonitorSet {
  /** The name, which is unique among the targets of a `Monitoring`: `orders`. */
  readonly name: string;
  /** The title of the row on the dashboard: `ECS service orders`. */
  readonly title: string;
  /** The `https` URL that the title links to, such as a page about the service. */
  readonly link?: string;
  /**
   * The Region that publishes the metrics. Alarms are created in it.
   *
   * @default the Region of the `Monitoring`
   */
  readonly region?: string;
  /** The monitors, in the order in which the dashboard shows them. */
  readonly monitors: readonly Monitor[];
  /**
   * Charts of top contributors, which the dashboard shows after the monitors.
   *
   * @default []
   */
  readonly contributorCharts?: readonly ContributorChart[];
}

/** Anything that can be watched, such as an `EcsService`. */
export interface Monitored {
  /** Returns the monitors with their default thresholds. */
  monitors(): MonitorSet;
}
