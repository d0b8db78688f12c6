import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Metric } from "../monitors/metric";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { Children } from "../shared/children";
import { LOG_ALARM_DEFAULTS, type LogAlarmArgs, type LogAlarmDefaults } from "./log-alarm-args";
import { checkLogAlarmArgs, FILTER, type LogAlarmSettings } from "./log-alarm-checks";
import { createMetricFilter } from "./metric-filters";

/**
 * An alarm on the number of log events that match a pattern.
 *
 * @remarks
 * Creates a metric filter that counts the log events, and publishes zero for minutes in which no log event matches. A `Monitoring`
 * with the component among its targets creates the alarm, notifies of it, and shows it on the dashboard.
 *
 * The metric costs $0.30 per month and the alarm $0.10. Prices are for us-east-1.
 *
 * No child is stateful, so `protection` has no effect, and the component can be deleted in one step.
 *
 * Names of the children, for `adopt` and `transforms`: `filter`.
 *
 * @example
 * const payments = new LogAlarm("failed-payments", {
 *   logGroup: new LogGroup("shop"),
 *   pattern: '{ $.event = "payment-failed" }',
 *   threshold: 5,
 *   severity: "page",
 *   meaning: "Customers cannot pay.",
 *   firstStep: "Look at the status page of the payment provider.",
 *   runbook: "failed-payments",
 * });
 * new Monitoring("shop", { targets: [payments], notify: { page: ["arn:aws:sns:eu-west-1:123456789012:pager"] } });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class LogAlarm extends pulumi.ComponentResource implements Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<LogAlarmDefaults> = LOG_ALARM_DEFAULTS;

  /** The metric: the number of log events that match. */
  readonly metric: Metric;

  /** The metric filter, which counts the log events. */
  readonly metricFilter: aws.cloudwatch.LogMetricFilter;

  private readonly name: string;
  private readonly settings: LogAlarmSettings;

  constructor(name: string, args: LogAlarmArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkLogAlarmArgs(name, args);

    // The log group can be a component, which is not an input.
    super("roadbed:aws:LogAlarm", name, { ...args, logGroup: settings.logGroup.name }, options);
    this.name = name;
    this.settings = settings;
    const { filter, logGroup } = settings;
    this.metric = { namespace: filter.namespace, name: filter.metricName, statistic: "Sum", dimensions: {} };
    const children = new Children(this, name, settings);
    this.metricFilter = createMetricFilter(children, FILTER, { logGroupName: logGroup.name }, filter);
    this.registerOutputs({});
  }

  /**
   * Returns the monitor of the log events, for a `Monitoring`.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "LogAlarm", name: this.name, region: this.settings.region };
    const { name, region } = componentSetArgs(component, args);
    return {
      name,
      title: `Log events: ${this.name}`,
      ...(region !== undefined && { region }),
      monitors: [this.settings.monitor],
    };
  }
}
