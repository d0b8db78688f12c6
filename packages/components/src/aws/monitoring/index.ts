export { Monitoring } from "./monitoring";
export { Slo } from "./slo";
export type {
  MonitoringAnomalyBand,
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
export type {
  SloArgs,
  SloBadEvents,
  SloDefaults,
  SloEventMetric,
  SloEventMetrics,
  SloGoodEvents,
  SloIndicator,
  SloLatency,
  SloLatencyMetric,
} from "./slo";
