import { defineDefaults, type ProfileDefaults } from "../../../shared/component-args";
import type { Metric } from "../../monitors/metric";
import type { Monitor } from "../../monitors/monitor";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../../shared/aws-component-args";
import { MONITORING_DEFAULTS, type MonitoringRunbooksArgs } from "../monitoring-args";

/**
 * A metric that counts events, or a monitor of such a metric. The statistic is `Sum`, `SampleCount`, or a trimmed count of absolute
 * values (`TC(:0.5)`).
 */
export type SloEventMetric = Metric | Monitor;

/** A metric that counts events, or several metrics whose counts are added up, such as those of two target groups. */
export type SloEventMetrics = SloEventMetric | readonly SloEventMetric[];

/** Counts bad events, such as failed requests. */
export interface SloBadEvents {
  /** The bad events. */
  readonly bad: SloEventMetrics;
  /** All events, including the bad ones. */
  readonly total: SloEventMetrics;
}

/** Counts good events, such as orders that were paid. Both metrics must be published at the same time. */
export interface SloGoodEvents {
  /** The good events. */
  readonly good: SloEventMetrics;
  /** All events, including the good ones. */
  readonly total: SloEventMetrics;
}

/** A metric with a value for each event, such as the response time of each request. */
export type SloLatencyMetric = Omit<Metric, "statistic">;

/**
 * Counts events that take at most a certain time as good.
 *
 * @remarks
 * CloudWatch must have the value of each event: those of load balancers, API Gateway, and Lambda functions qualify, but not
 * metrics that are published as statistic sets, or that can be negative. The number of good events is an approximation that
 * CloudWatch interpolates.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export interface SloLatency {
  /** The metric of the time that events take, or several metrics whose events are added up. */
  readonly latency: SloLatencyMetric | readonly SloLatencyMetric[];
  /** The time that good events take at most, in the unit of the metric: 0.5 seconds for a load balancer. */
  readonly maximum: number;
}

/** What makes events good or bad. */
export type SloIndicator = SloBadEvents | SloGoodEvents | SloLatency;

/** Arguments of an Slo. */
export interface SloArgs extends AwsComponentArgs {
  /**
   * The percentage of events that must be good, with up to four decimal places: 99.9. It is below 100, which would leave no error
   * budget, and above 93.06 (92.56 with a window of 28 days). Below that, not even an outage reaches the burn rate that pages.
   */
  readonly objective: number;
  /** What makes events good or bad. */
  readonly indicator: SloIndicator;
  /**
   * The number of days over which the objective is measured. 28 days always contain the same number of weekends.
   *
   * @default 30
   */
  readonly windowDays?: 28 | 30;
  /**
   * The number of bad events in the long window below which no alarm is raised, from 1 to 1,000,000. It determines from which
   * number of events on a burn rate counts: `minimumBadEvents / (burn rate × (1 - objective))`.
   *
   * @default 10
   */
  readonly minimumBadEvents?: number;
  /**
   * Where the runbooks are, to which the descriptions of the alarms link.
   *
   * @default the runbooks of this library on GitHub
   */
  readonly runbooks?: MonitoringRunbooksArgs;
}

/** The arguments of an Slo that have default values. */
export type SloDefaults = Required<Pick<SloArgs, "minimumBadEvents" | "protection" | "runbooks" | "windowDays">>;

/** The default arguments of an Slo in each profile. */
export const SLO_DEFAULTS: ProfileDefaults<SloDefaults> = defineDefaults<SloDefaults>(
  {
    protection: true,
    windowDays: 30,
    minimumBadEvents: 10,
    runbooks: MONITORING_DEFAULTS.production.runbooks,
  },
  { protection: false },
);

/** The names of the arguments. */
export const SLO_ARGUMENTS: Readonly<Record<keyof SloArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  objective: true,
  indicator: true,
  windowDays: true,
  minimumBadEvents: true,
  runbooks: true,
};
