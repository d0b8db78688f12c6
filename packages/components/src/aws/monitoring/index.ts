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
  MonitoringTopics,
} from "./monitoring-args";
