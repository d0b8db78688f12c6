export { Slo } from "./slo";
export type {
  SloArgs,
  SloBadEvents,
  SloDefaults,
  SloEventMetrics,
  SloGoodEvents,
  SloIndicator,
  SloLatency,
  SloLatencyMetric,
} from "./slo-args";
