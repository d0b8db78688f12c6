export { Slo } from "./slo";
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
} from "./slo-args";
