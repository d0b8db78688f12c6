import type * as pulumi from "@pulumi/pulumi";
import type { AlarmMonitor, MonitorSet } from "../monitors/monitor";
import type { MonitorSetArgs } from "../monitors/monitor-set";
import { ecsService } from "../monitors/sets";
import { alarmMonitors, type EcsServiceAlarms } from "./service-alarms";
import type { EcsServiceLoadBalancing } from "./service-load-balancer";
import type { ServicePlan } from "./service-plan";

/** What the monitors of a service watch. */
interface ServiceTargets {
  readonly serviceName: pulumi.Input<string>;
  readonly alarms: EcsServiceAlarms;
  readonly loadBalancing: EcsServiceLoadBalancing | undefined;
}

/** Returns the monitors of a service: those whose alarms roll back its deployments, and those of its tasks. */
export function serviceMonitors(set: MonitorSetArgs, plan: ServicePlan, targets: ServiceTargets): MonitorSet {
  const { clusterName, publishesTaskCounts = false } = plan.settings.cluster;
  const { serviceName } = targets;
  const tasks = ecsService({ ...set, clusterName, serviceName, containerInsights: publishesTaskCounts });
  return { ...tasks, monitors: [...existingMonitors(plan, targets), ...tasks.monitors] };
}

/** Returns the monitors of the alarms that the service has created. */
function existingMonitors(
  { loadBalancer, shiftsTraffic, alarms: alarmPlan }: ServicePlan,
  { alarms, loadBalancing }: ServiceTargets,
): AlarmMonitor[] {
  if (loadBalancer === undefined || loadBalancing === undefined) return [];
  const monitors = alarmMonitors(alarmPlan, { loadBalancer, shiftsTraffic }, loadBalancing);
  return (["errors", "latency", "unhealthyTasks"] as const).flatMap((key) => {
    const [monitor, created] = [monitors[key], alarms[key]];
    if (monitor === undefined || created === undefined) return [];
    const existing = { alarmName: created.name, alarmArn: created.arn };
    return [{ ...monitor, alarm: { ...monitor.alarm, existing } }];
  });
}
