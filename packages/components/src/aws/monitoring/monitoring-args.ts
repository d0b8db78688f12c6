import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { AlarmTopicLike } from "../alarm-topic/existing-topic";
import type { MonitorAlarm, MonitorAnomalyBand, Monitored, MonitorSet } from "../monitors/monitor";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** A topic that alarms notify: an AlarmTopic, or the ARN of an SNS topic. */
export type MonitoringTopic = pulumi.Input<string> | AlarmTopicLike;

/** The SNS topics that alarms notify. */
export interface MonitoringTopics {
  /**
   * Up to five topics that are notified when an alarm with the severity `page` is raised, and when all of them are
   * clear again.
   *
   * @default none; an error if there are alarms with this severity
   */
  readonly page?: readonly MonitoringTopic[];
  /**
   * Up to five topics that each alarm with the severity `ticket` notifies when it is raised, and when it is clear
   * again.
   *
   * @default none; an error if there are alarms with this severity
   */
  readonly ticket?: readonly MonitoringTopic[];
}

/** The SNS topics that alarms notify. */
export interface MonitoringNotifyArgs extends MonitoringTopics {
  /**
   * The topics for alarms in other Regions, by Region: `{ "us-east-1": { page: [topic] } }`. Alarms can only notify topics in
   * their own Region.
   *
   * @default {}
   */
  readonly regions?: Readonly<Record<string, MonitoringTopics>>;
}

/** Where the runbooks are. The URL of a runbook is `<baseUrl>/<runbook><extension>`. */
export interface MonitoringRunbooksArgs {
  /** The `https` URL of the folder that contains the runbooks, without a final slash: `https://wiki.example.com/runbooks`. */
  readonly baseUrl: string;
  /**
   * What the URLs of runbooks end with.
   *
   * @default ""
   */
  readonly extension?: string;
}

/** What an override changes in an alarm. */
export type MonitoringOverride = Partial<
  Pick<
    MonitorAlarm,
    | "datapointsToAlarm"
    | "evaluationPeriods"
    | "firstStep"
    | "meaning"
    | "missingData"
    | "runbook"
    | "severity"
    | "threshold"
  >
>;

/**
 * The band of values that CloudWatch expects of a monitor, and the alarm that is raised when the value leaves it.
 *
 * @remarks
 * Defaults: `breaching: "outside"`, `width: 2`, three of three evaluation periods, `missingData: "notBreaching"`, the severity
 * `ticket`, and a meaning, a first step, and the runbook `anomaly-band` that apply to any monitor.
 */
export type MonitoringAnomalyBand = Partial<MonitorAnomalyBand>;

/** A time during which alarms notify nobody. */
export interface MonitoringMaintenanceWindow {
  /**
   * When the window begins: `cron(<minute> <hour> <day of month> <month> <day of week>)` for windows that recur, such as
   * `cron(0 2 * * SUN)`, or `at(<date and time>)` for a single window, such as `at(2026-12-31T22:00)`.
   */
  readonly schedule: string;
  /** The number of minutes that the window lasts, from 1 to 21,600 (15 days). */
  readonly durationMinutes: number;
  /**
   * The time zone of the schedule: `Europe/Berlin`.
   *
   * @default "UTC"
   */
  readonly timezone?: string;
  /**
   * The time before which a recurring window does not begin, with seconds of `00`: `2026-12-01T00:00:00Z`.
   *
   * @default no such time
   */
  readonly startDate?: string;
  /**
   * The time after which a recurring window does not begin, with seconds of `00`: `2027-01-01T00:00:00Z`.
   *
   * @default no such time
   */
  readonly expireDate?: string;
}

/** An alarm that suppresses pages while it is raised, such as one for an outage of the network. */
export interface MonitoringSuppressorArgs {
  /** The name or the ARN of the alarm, which is in the Region of the component. */
  readonly alarm: pulumi.Input<string>;
  /**
   * The number of seconds by which a page is delayed, so that the suppressing alarm can be raised first, from 0 to 86,400.
   *
   * @default 120
   */
  readonly waitSeconds?: number;
  /**
   * The number of seconds for which pages remain suppressed after the suppressing alarm is clear again, from 0 to 86,400.
   *
   * @default 180
   */
  readonly extensionSeconds?: number;
}

/** The dashboard. */
export interface MonitoringDashboardArgs {
  /**
   * The name of the dashboard, which is unique in the account: up to 245 letters, digits, hyphens, and underscores. Changing it
   * replaces the dashboard.
   *
   * @default `<project>-<stack>-<name>`
   */
  readonly dashboardName?: string;
  /**
   * The time range that the dashboard shows first, as an ISO 8601 duration before now: `-PT12H`, `-P7D`.
   *
   * @default "-PT3H"
   */
  readonly start?: string;
}

/** Arguments of a Monitoring. */
export interface MonitoringArgs extends AwsComponentArgs {
  /** What to watch: components, sets from `monitors`, and sets of your own. The order is that of the dashboard. */
  readonly targets: readonly (Monitored | MonitorSet)[];
  /** The topics that alarms notify, or `false` if alarms notify nobody. */
  readonly notify: MonitoringNotifyArgs | false;
  /**
   * Where the runbooks are, to which alarms and the dashboard link.
   *
   * @default the runbooks of this library on GitHub
   */
  readonly runbooks?: MonitoringRunbooksArgs;
  /**
   * Changes of alarms by the names of the set and the monitor: `{ "orders/errors": { threshold: 2 } }`. `false` removes the alarm;
   * the dashboard still shows the value.
   *
   * @default {}
   */
  readonly overrides?: Readonly<Record<string, MonitoringOverride | false>>;
  /**
   * Bands of the values that CloudWatch expects, by the names of the set and the monitor: `{ "orders/sent": { breaching: "below" } }`.
   * CloudWatch learns the band from up to two weeks of data. The dashboard shows it, and an alarm of its own, besides that of the
   * monitor, is raised when the value leaves it. Each band costs $0.10 per month and metric that the monitor reads, and $0.20 for
   * its bounds.
   *
   * @default {}
   */
  readonly anomalyBands?: Readonly<Record<string, MonitoringAnomalyBand>>;
  /**
   * The times during which alarms notify nobody, by name. Alarms still change their states.
   *
   * @default {}
   */
  readonly maintenanceWindows?: Readonly<Record<string, MonitoringMaintenanceWindow>>;
  /**
   * An alarm that suppresses pages in the Region of the component while it is raised.
   *
   * @default none
   */
  readonly suppressor?: MonitoringSuppressorArgs;
  /**
   * The dashboard, or `false` for none.
   *
   * @default {}
   */
  readonly dashboard?: MonitoringDashboardArgs | false;
}

/** The arguments of a Monitoring that have default values. */
export type MonitoringDefaults = Required<
  Pick<MonitoringArgs, "anomalyBands" | "dashboard" | "maintenanceWindows" | "overrides" | "protection" | "runbooks">
>;

/** The default arguments of a Monitoring in each profile. */
export const MONITORING_DEFAULTS: ProfileDefaults<MonitoringDefaults> = defineDefaults<MonitoringDefaults>(
  {
    protection: true,
    runbooks: { baseUrl: "https://github.com/roadbed-dev/roadbed/blob/main/docs/runbooks", extension: ".md" },
    overrides: {},
    anomalyBands: {},
    maintenanceWindows: {},
    dashboard: {},
  },
  { protection: false },
);

/** The names of the arguments. */
export const MONITORING_ARGUMENTS: Readonly<Record<keyof MonitoringArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  targets: true,
  notify: true,
  runbooks: true,
  overrides: true,
  anomalyBands: true,
  maintenanceWindows: true,
  suppressor: true,
  dashboard: true,
};
