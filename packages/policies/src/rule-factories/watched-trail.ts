import { examplePlan, idOf } from "../authoring/example-plan";
import { isNotEmpty } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import { defineStackRule, type Graph, type GraphResource } from "../authoring/define-stack-rule";

const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

/** Something in the log of an account that people are to be told of. */
export interface MonitoredEventRow {
  readonly id: string;
  readonly title: string;
  /** The control of CIS AWS 3.0. */
  readonly control: string;
  readonly why: string;
  /** What a filter pattern for it names: event names and fields of CloudTrail. */
  readonly names: readonly string[];
  /** The whole pattern, for the remedy. */
  readonly pattern: string;
}

/** One rule for each row: where a trail goes to a log group of the stack, a filter of that group counts it. */
export function monitoredEventRules(rows: readonly MonitoredEventRow[]): readonly StackRule[] {
  return rows.map(({ id, title, control, why, names, pattern }) => {
    const counts = (text: string) => names.every((name) => text.includes(name));
    const trail = [TRAIL, { cloudWatchLogsGroupArn: idOf("group") }] as const;
    return defineStackRule({
      ...{ id, title, why, severity: "low" },
      controls: { "cis-aws-3.0": [control], "cis-aws-4.0": [control] },
      types: [TRAIL],
      remedy: `Add an aws.cloudwatch.LogMetricFilter with pattern: '${pattern}' to the log group, and a MetricAlarm on what it counts.`,
      check: (graph) =>
        trailGroups(graph)
          .filter(
            (group) => !graph.referrers(group, FILTER, "logGroupName").some(({ props }) => counts(props.pattern ?? "")),
          )
          .map((resource) => ({ resource, message: "nothing in this log of the account is counted for it" })),
      examples: {
        pass: [
          examplePlan({ group: [GROUP, {}], trail, filter: [FILTER, { logGroupName: idOf("group"), pattern }] }),
          examplePlan({ group: [GROUP, {}], trail: [TRAIL, {}] }),
        ],
        fail: [
          examplePlan({
            group: [GROUP, {}],
            trail,
            filter: [FILTER, { logGroupName: idOf("group"), pattern: "ERROR" }],
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

/** The log groups that trails go to. */
const trailGroups = (graph: Graph): readonly GraphResource<typeof GROUP>[] =>
  graph.byType(GROUP).filter((group) => isNotEmpty(graph.referrers(group, TRAIL, "cloudWatchLogsGroupArn")));
