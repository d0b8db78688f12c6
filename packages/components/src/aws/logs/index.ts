export { ContributorInsights } from "./contributor-insights/contributor-insights";
export type {
  ContributorFilter,
  ContributorFilterOperator,
  ContributorInsightsArgs,
  ContributorInsightsDefaults,
  ContributorLogFormat,
  ContributorRule,
} from "./contributor-insights/contributor-insights-args";
export type { LogGroupDataIdentifier } from "./data-identifiers";
export { LogAlarm } from "./log-alarm";
export type { LogAlarmArgs, LogAlarmDefaults } from "./log-alarm-args";
export { LogGroup } from "./log-group";
export type {
  LogGroupClass,
  LogGroupArgs,
  LogGroupDataProtectionArgs,
  LogGroupDefaults,
  LogGroupField,
  LogGroupFindingsDestination,
  LogGroupLike,
  LogGroupMetricFilterArgs,
} from "./log-group-args";
export { LogQueries } from "./log-queries";
export type { LogQueriesArgs, LogQueriesDefaults } from "./log-queries-args";
export type { LogGroupMetricUnit } from "./metric-units";
