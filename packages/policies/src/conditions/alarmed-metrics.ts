import { tryEvaluate } from "../kernel/check-run";
import type { Graph } from "../authoring/define-stack-rule";

/** The names of metrics that alarms of the stack write out. What is not known yet is told by what it comes from. */
export function alarmedMetrics(graph: Graph): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { props } of graph.byType("aws:cloudwatch/metricAlarm:MetricAlarm")) {
    tryEvaluate(() => names.add(props.metricName ?? ""));
    tryEvaluate(() => props.metricQueries?.forEach(({ metric }) => names.add(metric?.metricName ?? "")));
  }
  return names;
}
