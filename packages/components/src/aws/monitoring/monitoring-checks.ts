import type * as aws from "@pulumi/aws";
import { ArgumentIssues } from "../../shared/argument-issues";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import type { MonitorSet } from "../monitors/monitor";
import { plainRegion } from "../monitors/monitor-set";
import { regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { checkNames, physicalPrefix } from "./alarm-names";
import { applyAnomalyBands } from "./anomaly-bands";
import { checkDashboard, planDashboard, type DashboardPlan } from "./dashboard/dashboard-plan";
import { checkMaintenanceWindows, checkSuppressor } from "./maintenance";
import { MONITORING_ARGUMENTS, MONITORING_DEFAULTS, type MonitoringArgs } from "./monitoring-args";
import {
  notifiesItself,
  planAlarms,
  planComposites,
  type PlannedAlarm,
  type PlannedComposite,
} from "./monitoring-plan";
import { planMuteRules, type PlannedMuteRule } from "./mute-rules";
import { applyOverrides } from "./overrides";
import { checkDescription, checkRunbooks, dashboardUrl, describeAlarm } from "./runbooks";
import { checkTargets } from "./targets";
import { checkTopics, checkTopicsOfAlarms, type Topics } from "./topics";

/** The checked arguments of a Monitoring, and the resources that follow from them. */
export interface MonitoringSettings extends AwsComponentArgs {
  /** The sets with the overrides. A set in the Region of the component has no `region`. */
  readonly sets: readonly MonitorSet[];
  readonly alarms: readonly PlannedAlarm[];
  readonly composites: readonly PlannedComposite[];
  readonly muteRules: readonly PlannedMuteRule[];
  /** The dashboards; `undefined` for none. */
  readonly dashboard: DashboardPlan | undefined;
  readonly dashboardUrl: string | undefined;
  readonly suppressor: aws.types.input.cloudwatch.CompositeAlarmActionsSuppressor | undefined;
  /** Returns the topics of a Region. */
  readonly topicsOf: (region: string | undefined) => Topics;
  /** Returns the description of an alarm. */
  readonly descriptionOf: (alarm: PlannedAlarm) => string;
}

/**
 * Checks the arguments of a Monitoring.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkMonitoringArgs(name: string, args: MonitoringArgs): MonitoringSettings {
  const issues = new ArgumentIssues("Monitoring", name);
  const settings = withDefaults(issues, MONITORING_DEFAULTS, MONITORING_ARGUMENTS, args, ["targets"]);
  const region = issues.checkOptionalInput("region", settings.region, regionName);
  const tags = checkAwsTags(issues, settings.tags);
  const targets = checkTargets(issues, settings.targets);
  const runbookUrl = checkRunbooks(issues, settings.runbooks);
  const windows = checkMaintenanceWindows(issues, settings.maintenanceWindows);
  const suppressor = checkSuppressor(issues, settings.suppressor);
  const dashboardSettings = checkDashboard(issues, settings.dashboard, physicalPrefix(name));
  // The resources can only be planned with valid targets, but the topics can be checked.
  const canPlan = issues.isEmpty;
  const home = validRegion(settings.region);
  const topicsOf = checkTopics(issues, settings.notify, home);
  if (!canPlan) issues.throwIfAny();

  const overridden = applyOverrides(issues, withoutHomeRegion(targets, home), settings.overrides);
  const sets = applyAnomalyBands(issues, overridden, settings.anomalyBands);
  const alarms = planAlarms(name, sets);
  const composites = planComposites(name, alarms);
  const muteRules = planMuteRules(name, windows, alarms, composites);
  const dashboard =
    dashboardSettings && planDashboard(dashboardSettings, sets, alarms.length + composites.length, runbookUrl);
  const url = dashboardSettings && dashboardUrl(dashboardSettings.dashboardName, home);
  checkTopicsOfAlarms(issues, settings.notify, home, alarmsToNotify(alarms, composites));
  const descriptionOf = ({ alarm }: PlannedAlarm) =>
    describeAlarm(alarm, { runbookUrl: runbookUrl(alarm.runbook), dashboardUrl: url });

  for (const alarm of alarms) checkDescription(issues, alarm.key, descriptionOf(alarm));
  const children = childrenOf({ alarms, composites, muteRules, dashboard });
  checkNames(issues, name, children);
  checkAdoption(
    issues,
    settings,
    children.map(({ child }) => child),
  );
  issues.throwIfAny();
  return {
    ...{ ...(settings.adopt && { adopt: settings.adopt }), tags, ...(region !== undefined && { region }) },
    ...{ sets, alarms, composites, muteRules, dashboard, dashboardUrl: url, suppressor, topicsOf, descriptionOf },
  };
}

/** Returns the Region of the component, if it is known and valid, so that topics are not compared with a misspelled Region. */
function validRegion(region: MonitoringArgs["region"]): string | undefined {
  const name = plainRegion(region);
  return name !== undefined && regionName(name) === undefined ? name : undefined;
}

/** Returns the sets, of which those in the Region of the component have no Region of their own. */
const withoutHomeRegion = (sets: readonly MonitorSet[], home: string | undefined): readonly MonitorSet[] =>
  sets.map(({ region, ...set }) => ({ ...set, ...(region !== undefined && region !== home && { region }) }));

const alarmsToNotify = (alarms: readonly PlannedAlarm[], composites: readonly PlannedComposite[]) => [
  ...composites.map(({ region, severity, alarms: combined }) => ({
    region,
    severity,
    keys: combined.map(({ key }) => key),
  })),
  ...[...new Set(alarms.map(({ region }) => region))].map((region) => ({
    region,
    severity: "ticket" as const,
    keys: alarms.filter((alarm) => alarm.region === region && notifiesItself(alarm)).map(({ key }) => key),
  })),
];

type PlannedResources = Pick<MonitoringSettings, "alarms" | "composites" | "dashboard" | "muteRules">;

function childrenOf({ alarms, composites, muteRules, dashboard }: PlannedResources) {
  return [
    ...alarms
      .filter(({ alarm }) => alarm.existing === undefined)
      .map(({ key, child }) => ({ child, origin: `the alarm ${key}` })),
    ...composites
      .flatMap((composite) => [composite, ...composite.parts])
      .map(({ child }) => ({ child, origin: "a composite alarm" })),
    ...muteRules.map(({ child }) => ({ child, origin: "a rule for a maintenance window" })),
    ...(dashboard?.pages ?? []).map(({ suffix }) => ({ child: `dashboard${suffix}`, origin: "a dashboard" })),
  ];
}
