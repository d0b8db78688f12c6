import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../../monitors/component-set";
import { metricAlarmInputs } from "../../monitors/metric-alarm";
import type { AlarmMonitor, Monitored, MonitorSet } from "../../monitors/monitor";
import { Children } from "../../shared/children";
import { allOf } from "../composite-alarms";
import { physicalName } from "../monitoring-plan";
import { describeAlarm } from "../runbooks";
import { budgetFraction, budgetMinutes } from "./burn-rates";
import { SLO_DEFAULTS, type SloArgs, type SloDefaults } from "./slo-args";
import { checkSloArgs, type SloSettings } from "./slo-checks";
import { burnRateMonitors, sloMonitors, type BurnRateMonitors } from "./slo-monitors";

/**
 * A service level objective: a percentage of events that must be good over 28 or 30 days, with alarms that are raised when the
 * error budget is consumed too fast.
 *
 * @remarks
 * The error budget is the percentage of events that can be bad: 0.1 % with an objective of 99.9 %. The alarms follow the
 * recommendation of Google's Site Reliability Workbook: `fast-burn` (page) is raised when 2 % of the budget is consumed within an
 * hour, `medium-burn` (page) when 5 % is consumed within six hours, and `slow-burn` (ticket) when 10 % is consumed within three
 * days. Each is a composite alarm of two metric alarms, one over this window, and one over a twelfth of it, so that it is clear
 * again soon after the cause is removed.
 *
 * Periods without events are not breaching, and few events raise no alarm. The alarms notify nobody themselves: pass the component
 * to a `Monitoring`, which notifies, and shows the error budget and the burn rates on its dashboard. Set `region` to the Region
 * that publishes the metrics.
 *
 * Each of the six metric alarms costs $0.10 per month and metric that it reads, and each of the three composite alarms $0.50. With
 * one metric for the bad and one for all events, this is $2.70. Prices are for us-east-1.
 *
 * No child is stateful, so `protection` has no effect, and the component can be deleted in one step.
 *
 * Names of the children, for `adopt` and `transforms`: `fast-burn`, `medium-burn`, `slow-burn`, and for each of them `<name>-long`
 * and `<name>-short`.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 *
 * @example
 * const loadBalancer = { LoadBalancer: "app/shop/50dc6c495c0c9188" };
 * const checkout = new Slo("checkout", {
 *   objective: 99.9,
 *   indicator: {
 *     bad: {
 *       namespace: "AWS/ApplicationELB",
 *       name: "HTTPCode_Target_5XX_Count",
 *       statistic: "Sum",
 *       dimensions: loadBalancer,
 *     },
 *     total: { namespace: "AWS/ApplicationELB", name: "RequestCount", statistic: "Sum", dimensions: loadBalancer },
 *   },
 * });
 * new Monitoring("shop", {
 *   targets: [checkout],
 *   notify: {
 *     page: ["arn:aws:sns:eu-west-1:123456789012:pager"],
 *     ticket: ["arn:aws:sns:eu-west-1:123456789012:tickets"],
 *   },
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Slo extends pulumi.ComponentResource implements Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<SloDefaults> = SLO_DEFAULTS;

  /** The percentage of events that can be bad: 0.1 with an objective of 99.9 %. */
  readonly errorBudgetPercent: number;
  /** The number of minutes of a complete outage that consume the error budget, if the traffic is constant: 43.2. */
  readonly errorBudgetMinutes: number;

  /** The composite alarms by the name of the child: `fast-burn`. */
  readonly compositeAlarms: Readonly<Record<string, aws.cloudwatch.CompositeAlarm>>;
  /** The alarms of the windows by the name of the child: `fast-burn-long`. */
  readonly alarms: Readonly<Record<string, aws.cloudwatch.MetricAlarm>>;

  private readonly name: string;
  private readonly settings: SloSettings;
  private readonly children: Children;
  private readonly shownBurnRates: readonly AlarmMonitor[];

  constructor(name: string, args: SloArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkSloArgs(name, args);

    super("roadbed:aws:Slo", name, args, options);
    this.name = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);
    this.errorBudgetPercent = Number((100 * budgetFraction(settings.objective)).toFixed(4));
    this.errorBudgetMinutes = budgetMinutes(settings.objective, settings.windowDays);

    const created = burnRateMonitors(settings).map((monitors) => this.createAlarms(monitors));
    this.alarms = Object.fromEntries(created.flatMap(({ alarms }) => alarms));
    this.compositeAlarms = Object.fromEntries(created.map(({ composite }) => composite));
    this.shownBurnRates = created.map(({ shown }) => shown);
    this.registerOutputs({
      errorBudgetPercent: this.errorBudgetPercent,
      errorBudgetMinutes: this.errorBudgetMinutes,
    });
  }

  /**
   * Returns the monitors of the objective, for a `Monitoring`: the consumed error budget, the burn rates, and the numbers of events.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "Slo", name: this.name, region: this.settings.region };
    const { objective, windowDays } = this.settings;
    const set = componentSetArgs(component, args);
    return {
      ...set,
      title: `SLO ${set.name}: ${objective} % in ${windowDays} days`,
      monitors: sloMonitors(this.settings, this.shownBurnRates),
    };
  }

  /** Creates the alarms of a burn rate. Returns them by the names of the children, and the monitor to show. */
  private createAlarms({ name, long, short }: BurnRateMonitors) {
    const alarms = [
      [`${name}-long`, this.createAlarm(`${name}-long`, name, long)],
      [`${name}-short`, this.createAlarm(`${name}-short`, name, short)],
    ] as const;
    const composite = this.createCompositeAlarm(
      name,
      long,
      alarms.map(([, alarm]) => alarm.name),
    );
    const existing = { alarmName: composite.alarmName, alarmArn: composite.arn };
    return {
      alarms,
      composite: [name, composite] as const,
      shown: { ...long, alarm: { ...long.alarm, existing } },
    };
  }

  private createAlarm(child: string, composite: string, monitor: AlarmMonitor): aws.cloudwatch.MetricAlarm {
    return new aws.cloudwatch.MetricAlarm(
      this.children.name(child),
      {
        region: this.children.region,
        name: physicalName(this.name, child),
        alarmDescription: `${monitor.title}. A part of the alarm ${physicalName(this.name, composite)}, which notifies.`,
        ...metricAlarmInputs(monitor),
        tags: this.children.tags(child, { severity: monitor.alarm.severity }),
      },
      this.children.options(child),
    );
  }

  private createCompositeAlarm(
    child: string,
    monitor: AlarmMonitor,
    combined: readonly pulumi.Input<string>[],
  ): aws.cloudwatch.CompositeAlarm {
    const runbookUrl = this.settings.runbookUrl(monitor.alarm.runbook);
    return new aws.cloudwatch.CompositeAlarm(
      this.children.name(child),
      {
        region: this.children.region,
        alarmName: physicalName(this.name, child),
        alarmDescription: describeAlarm(monitor.alarm, { runbookUrl, dashboardUrl: undefined }),
        alarmRule: allOf(combined),
        tags: this.children.tags(child, { severity: monitor.alarm.severity }),
      },
      this.children.options(child),
    );
  }
}
