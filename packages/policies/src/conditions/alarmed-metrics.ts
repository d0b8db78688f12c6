import { tryEvaluate } from "../kernel/check-session";
import type { Graph } from "../authoring/define-stack-rule";

/** Returns the metric names that the alarms of the stack specify. Skips names that are not known yet. */
export function alarmedMetrics(graph: Graph): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { props } of graph.byType("aws:cloudwatch/metricAlarm:MetricAlarm")) {
    tryEvaluate(() => names.add(props.metricName ?? ""));
    tryEvaluate(() => props.metricQueries?.forEach(({ metric }) => names.add(metric?.metricName ?? "")));
  }
  return names;
}
