import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import type { AlarmMonitor, MonitorSet } from "../monitors/monitor";
import { arnScope } from "../shared/arn";
import { Children } from "../shared/children";
import { anyOf } from "./composite-alarms";
import { layoutDashboard, type DashboardContent, type ShownAlarm } from "./dashboard/layout";
import { muteRuleInputs } from "./maintenance";
import { MONITORING_DEFAULTS, type MonitoringArgs, type MonitoringDefaults } from "./monitoring-args";
import { checkMonitoringArgs, type MonitoringSettings } from "./monitoring-checks";
import { notifiesItself, type PlannedAlarm, type PlannedComposite } from "./monitoring-plan";
import type { PlannedMuteRule } from "./mute-rules";
import { topicArns } from "./topics";

/** What the dashboard and composite alarms refer to. */
type AlarmReference = NonNullable<AlarmMonitor["alarm"]["existing"]>;

/**
 * Alarms and a dashboard for everything that a program watches.
 *
 * @remarks
 * Creates a metric alarm for each monitor that has an alarm, unless its component has created the alarm already. For each Region,
 * creates a composite alarm that notifies the `page` topics once while any of the alarms with the severity `page` is raised.
 * Alarms with the severity `ticket` notify their topics themselves. The description of each alarm states what the alarm means and
 * what to do first, and links to the runbook and the dashboard.
 *
 * For each of the `anomalyBands`, creates an alarm that compares the value with the band that CloudWatch expects.
 *
 * The dashboard shows the states of all alarms, and for each target its charts with the thresholds. If the limits of CloudWatch
 * require it, composite alarms combine other composite alarms, and the dashboard links to further ones.
 *
 * An alarm costs $0.10 per month and metric that it reads, so that a percentage costs $0.20. A composite alarm costs $0.50 and a
 * dashboard $3 per month. An anomaly band costs $0.20 more than an alarm with a threshold. Three dashboards and ten alarms are free in
 * each account. Prices are for us-east-1.
 *
 * The charts on the dashboard name a Region. It is that of the component or of an alarm; without either, `aws.getRegion` looks it up.
 *
 * No child is stateful, so `protection` has no effect, and the component can be deleted in one step.
 *
 * Names of the children, for `adopt` and `transforms`: `<set>-<monitor>` for each alarm, `<set>-<monitor>-anomaly` for each
 * anomaly band, `paging`, `tickets`,
 * `mute-<maintenance window>`, and `dashboard`. docs/monitoring.md lists the names with several Regions and parts.
 *
 * @example
 * const queue = new Queue("orders");
 * const monitoring = new Monitoring("shop", {
 *   targets: [queue],
 *   notify: {
 *     page: ["arn:aws:sns:eu-west-1:123456789012:pager"],
 *     ticket: ["arn:aws:sns:eu-west-1:123456789012:tickets"],
 *   },
 *   overrides: { "orders/oldest-message": { threshold: 300 } },
 * });
 * export const { dashboardUrl } = monitoring;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Monitoring extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<MonitoringDefaults> = MONITORING_DEFAULTS;

  /** The URL of the dashboard in the console; `undefined` without a dashboard. */
  readonly dashboardUrl: string | undefined;
  /** The monitors of all targets, with the overrides. */
  readonly sets: readonly MonitorSet[];

  /** The alarms by the names of the set and the monitor: `orders/errors`. */
  readonly alarms: Readonly<Record<string, aws.cloudwatch.MetricAlarm>>;
  /** The composite alarms and their parts by the name of the child: `paging`. */
  readonly compositeAlarms: Readonly<Record<string, aws.cloudwatch.CompositeAlarm>>;
  /** The rules that mute alarms by the name of the child: `mute-upgrade`. */
  readonly muteRules: Readonly<Record<string, aws.cloudwatch.AlarmMuteRule>>;
  /** The dashboards by the name of the child: `dashboard`. */
  readonly dashboards: Readonly<Record<string, aws.cloudwatch.Dashboard>>;

  private readonly settings: MonitoringSettings;
  private readonly children: Children;

  constructor(name: string, args: MonitoringArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkMonitoringArgs(name, args);

    // Targets and topics can be components, which are not inputs.
    const inputs = { ...args, targets: settings.sets, notify: topicArns(args.notify) };
    super("roadbed:aws:Monitoring", name, inputs, options);
    this.settings = settings;
    this.children = new Children(this, name, settings);
    this.dashboardUrl = settings.dashboardUrl;
    this.sets = settings.sets;

    this.alarms = Object.fromEntries(
      settings.alarms
        .filter((alarm) => alarm.alarm.existing === undefined)
        .map((alarm) => [alarm.key, this.createAlarm(alarm)]),
    );
    this.compositeAlarms = Object.fromEntries(
      settings.composites.flatMap((composite) => Object.entries(this.createCompositeAlarms(composite))),
    );
    this.muteRules = Object.fromEntries(settings.muteRules.map((rule) => [rule.child, this.createMuteRule(rule)]));
    this.dashboards = this.createDashboards();
    this.registerOutputs({ dashboardUrl: this.dashboardUrl });
  }

  private createAlarm(alarm: PlannedAlarm): aws.cloudwatch.MetricAlarm {
    const { child, alarmName, region, inputs } = alarm;
    const { severity } = alarm.alarm;
    const topics = notifiesItself(alarm) ? this.settings.topicsOf(region)[severity] : [];
    return new aws.cloudwatch.MetricAlarm(
      this.children.name(child),
      {
        region: region ?? this.children.region,
        name: alarmName,
        alarmDescription: this.settings.descriptionOf(alarm),
        ...inputs,
        ...(topics.length > 0 && { alarmActions: [...topics], okActions: [...topics] }),
        tags: this.children.tags(child, { severity }),
      },
      this.children.options(child),
    );
  }

  /** Creates a composite alarm and its parts. Returns them by the name of the child. */
  private createCompositeAlarms(composite: PlannedComposite): Record<string, aws.cloudwatch.CompositeAlarm> {
    const { child, alarmName, region, severity, alarms } = composite;
    const topics = this.settings.topicsOf(region)[severity];
    const parts = composite.parts.map(
      (part) =>
        [
          part.child,
          this.createCompositeAlarm(
            part.child,
            part.alarms.map((alarm) => this.referenceTo(alarm).alarmName),
            {
              region,
              alarmName: part.alarmName,
              alarmDescription: `A part of the alarm ${alarmName}, which notifies.`,
              tags: this.children.tags(part.child, { severity }),
            },
          ),
        ] as const,
    );
    const combined =
      parts.length === 0
        ? alarms.map((alarm) => this.referenceTo(alarm).alarmName)
        : parts.map(([, { alarmName: partName }]) => partName);
    const whole = this.createCompositeAlarm(child, combined, {
      region,
      alarmName,
      alarmDescription: this.describeComposite(composite),
      ...(topics.length > 0 && { alarmActions: [...topics], okActions: [...topics] }),
      ...(severity === "page" && region === undefined && { actionsSuppressor: this.settings.suppressor }),
      tags: this.children.tags(child, { severity }),
    });
    return { ...Object.fromEntries(parts), [child]: whole };
  }

  private createCompositeAlarm(
    child: string,
    combined: readonly pulumi.Input<string>[],
    args: Omit<aws.cloudwatch.CompositeAlarmArgs, "alarmRule" | "region"> & { readonly region: string | undefined },
  ): aws.cloudwatch.CompositeAlarm {
    return new aws.cloudwatch.CompositeAlarm(
      this.children.name(child),
      { ...args, region: args.region ?? this.children.region, alarmRule: anyOf(combined) },
      this.children.options(child),
    );
  }

  private describeComposite({ severity }: PlannedComposite): string {
    const lines = [`At least one alarm with the severity ${severity} is raised. Its description states what to do.`];
    const { dashboardUrl } = this.settings;
    return [...lines, ...(dashboardUrl === undefined ? [] : [`Dashboard: ${dashboardUrl}`])].join("\n");
  }

  private createMuteRule({ child, ruleName, region, window, alarms }: PlannedMuteRule): aws.cloudwatch.AlarmMuteRule {
    return new aws.cloudwatch.AlarmMuteRule(
      this.children.name(child),
      {
        region: region ?? this.children.region,
        name: ruleName,
        description: "A maintenance window, during which alarms notify nobody.",
        ...muteRuleInputs(window),
        muteTargets: { alarmNames: alarms.map((alarm) => this.referenceTo(alarm).alarmName) },
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createDashboards(): Record<string, aws.cloudwatch.Dashboard> {
    const { dashboard, composites, alarms } = this.settings;
    if (dashboard === undefined) return {};
    const shown = [
      ...composites.map((composite): ShownAlarm => this.toShownAlarm(composite, composite.severity)),
      ...alarms.map((alarm) => this.toShownAlarm(alarm, alarm.alarm.severity)),
    ];
    let home: pulumi.Input<string> | undefined;
    const content: DashboardContent = {
      ...dashboard,
      alarms: shown,
      regionOf: ({ region }) => region ?? (home ??= this.homeRegion()),
    };
    return Object.fromEntries(
      dashboard.pages.map((page) => {
        const child = `dashboard${page.suffix}`;
        const created = new aws.cloudwatch.Dashboard(
          this.children.name(child),
          {
            region: this.children.region,
            dashboardName: `${dashboard.dashboardName}${page.suffix}`,
            dashboardBody: pulumi.jsonStringify(layoutDashboard(content, page)),
          },
          this.children.options(child),
        );
        return [child, created];
      }),
    );
  }

  private toShownAlarm(alarm: PlannedAlarm | PlannedComposite, severity: ShownAlarm["severity"]): ShownAlarm {
    return { severity, alarmArn: this.referenceTo(alarm).alarmArn };
  }

  /** Returns the Region of the component: its argument, or that of an alarm. Without either, only a lookup knows it. */
  private homeRegion(): pulumi.Input<string> {
    const { region } = this.children;
    if (region !== undefined) return region;
    const alarm = this.settings.alarms.find((each) => each.region === undefined);
    return alarm === undefined
      ? aws.getRegionOutput({}, this.children.lookupOptions).region
      : arnScope({ arn: pulumi.output(this.referenceTo(alarm).alarmArn) }).region;
  }

  /** Returns the name and the ARN of an alarm, whether or not this component has created it. */
  private referenceTo(alarm: PlannedAlarm | PlannedComposite): AlarmReference {
    if (!("monitor" in alarm)) {
      const { alarmName, arn } = required(this.compositeAlarms[alarm.child], alarm.child);
      return { alarmName, alarmArn: arn };
    }
    const { existing } = alarm.alarm;
    if (existing !== undefined) return existing;
    const { name, arn } = required(this.alarms[alarm.key], alarm.key);
    return { alarmName: name, alarmArn: arn };
  }
}

function required<T>(resource: T | undefined, name: string): T {
  if (resource === undefined) throw new Error(`The alarm ${name} has not been created.`);
  return resource;
}
