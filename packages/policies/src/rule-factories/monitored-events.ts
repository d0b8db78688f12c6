import { selectsByName } from "../conditions/filter-patterns";
import { examplePlan, exampleId } from "../authoring/example-plan";
import { isNotEmpty } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import { defineStackRule, type Graph, type GraphResource } from "../authoring/define-stack-rule";

const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

/** A kind of CloudTrail event that a metric filter must count. */
export interface MonitoredEventRow {
  readonly id: string;
  /** The events as a noun phrase, which completes the title and the message. */
  readonly events: string;
  /** The number of the control, which is the same in CIS AWS 3.0 and 4.0. */
  readonly control: string;
  readonly why: string;
  /** The CloudTrail event names and fields by which a filter pattern for these events must select. */
  readonly patternTerms: readonly string[];
  /** The filter pattern that the remedy suggests. */
  readonly pattern: string;
}

/** Creates one rule per row, which requires a metric filter for the events on each CloudTrail log group. */
export function monitoredEventRules(rows: readonly MonitoredEventRow[]): readonly StackRule[] {
  return rows.map(({ id, events, control, why, patternTerms, pattern }) => {
    const matchesEvents = (filterPattern: string) => patternTerms.every((term) => selectsByName(filterPattern, term));
    const trail = [TRAIL, { cloudWatchLogsGroupArn: exampleId("group") }] as const;
    return defineStackRule({
      ...{ id, why, severity: "low" },
      title: `CloudTrail log groups have a metric filter for ${events}`,
      controls: { "cis-aws-3.0": [control], "cis-aws-4.0": [control] },
      types: [TRAIL],
      remedy: `Add an aws.cloudwatch.LogMetricFilter with pattern: '${pattern}' to the log group, and an aws.cloudwatch.MetricAlarm on its metric.`,
      check: (graph) =>
        trailLogGroups(graph)
          .filter(
            (group) =>
              !graph.referrers(group, FILTER, "logGroupName").some(({ props }) => matchesEvents(props.pattern ?? "")),
          )
          .map((resource) => ({ resource, message: `the log group has no metric filter for ${events}` })),
      examples: {
        pass: [
          examplePlan({ group: [GROUP, {}], trail, filter: [FILTER, { logGroupName: exampleId("group"), pattern }] }),
          examplePlan({ group: [GROUP, {}], trail: [TRAIL, {}] }),
        ],
        fail: [
          examplePlan({
            group: [GROUP, {}],
            trail,
            filter: [FILTER, { logGroupName: exampleId("group"), pattern: "ERROR" }],
          }),
          examplePlan({
            group: [GROUP, { name: "trail" }],
            trail: [TRAIL, { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:trail:*" }],
            filter: [FILTER, { logGroupName: "others", pattern }],
          }),
        ],
      },
    });
  });
}

/** Returns the log groups that receive CloudTrail events. */
const trailLogGroups = (graph: Graph): readonly GraphResource<typeof GROUP>[] =>
  graph.byType(GROUP).filter((group) => isNotEmpty(graph.referrers(group, TRAIL, "cloudWatchLogsGroupArn")));
