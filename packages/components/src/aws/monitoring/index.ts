export { Monitoring } from "./monitoring";
export type {
  MonitoringArgs,
  MonitoringDashboardArgs,
  MonitoringDefaults,
  MonitoringMaintenanceWindow,
  MonitoringNotifyArgs,
  MonitoringOverride,
  MonitoringRunbooksArgs,
  MonitoringSuppressorArgs,
  MonitoringTopic,
  MonitoringTopics,
} from "./monitoring-args";
