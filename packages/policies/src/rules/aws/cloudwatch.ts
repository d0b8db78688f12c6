import { alarmedMetrics } from "../../conditions/alarmed-metrics";
import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan } from "../../authoring/example-plan";
import { anyOf, isNotEmpty } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const group = "aws:cloudwatch/logGroup:LogGroup";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const filter = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const logins = {
  pattern: "{ $.eventName = ConsoleLogin }",
  metricTransformation: { name: "logins", namespace: "audit", value: "1" },
};

/** What CloudWatch takes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096],
  ...[1827, 2192, 2557, 2922, 3288, 3653],
];

export const logsRetention = defineRule({
  id: "logs-retention",
  title: "Logs are kept for a time that was decided on",
  severity: "medium",
  // CloudWatch.16 is a control of NIST 800-53, not of the foundational standard.
  on: group,
  why: "Left out, logs are kept and paid for without end; kept too short, they are gone when an intrusion is noticed.",
  remedy: "Set retentionInDays: 365.",
  options: {
    minimumDays: integerOption(30, "The fewest days that logs are kept.", { minimum: 1, maximum: 3653 }),
  },
  check: ({ retentionInDays = 0 }, { options }) =>
    (retentionInDays === 0 && "logs are kept without end") ||
    (retentionInDays < options.minimumDays && `logs are kept for less than ${options.minimumDays} days`),
  // Where logs are kept without end, an end would delete them.
  fix: ({ retentionInDays = 0 }, { options }) =>
    retentionInDays > 0 && { retentionInDays: RETENTIONS_DAYS.find((days) => days >= options.minimumDays) ?? 0 },
  examples: {
    pass: [{ retentionInDays: 365 }, { retentionInDays: 30 }],
    fail: [{}, { retentionInDays: 0 }, { retentionInDays: 7 }],
  },
});

export const logsCustomerKey = defineRule({
  id: "logs-customer-key",
  title: "Logs are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: group,
  why: "Logs hold what people typed and programs answered; with a key of your own you see who reads them, and can take that away.",
  remedy: "Set kmsKeyId: key.arn, with a key policy that lets logs.<region>.amazonaws.com use it.",
  check: (props) => !("kmsKeyId" in props) && "logs are not encrypted with a key of one's own",
  examples: { pass: [{ kmsKeyId: "arn" }], fail: [{}] },
});

export const alarmActionsEnabled = defineRule({
  id: "alarm-actions-enabled",
  title: "Alarms ring",
  severity: "medium",
  topic: "reliability",
  on: alarm,
  // CloudWatch.17 is a control of NIST 800-53, not of the foundational standard.
  why: "With actionsEnabled: false an alarm goes off and nobody hears it.",
  remedy: "Drop actionsEnabled: false.",
  check: ({ actionsEnabled = true }) => !actionsEnabled && "the alarm does nothing",
  examples: { pass: [{}, { actionsEnabled: true }], fail: [{ actionsEnabled: false }] },
});

export const alarmActionsGiven = defineRule({
  id: "alarm-actions-given",
  title: "Alarms tell somebody",
  severity: "low",
  topic: "reliability",
  on: alarm,
  why: "An alarm without an action is a red point on a page that nobody looks at.",
  remedy: "Set alarmActions: [topic.arn].",
  check: (props) =>
    anyOf(
      () => !("alarmActions" in props),
      () => !isNotEmpty(props.alarmActions),
    ) && { at: "alarmActions", message: "nobody is told when the alarm goes off" },
  examples: { pass: [{ alarmActions: ["pager", "mail"] }], fail: [{}, { alarmActions: [] }] },
});

export const metricFilterWatched = defineStackRule({
  id: "log-metric-filter-watched",
  title: "What log filters count, an alarm watches",
  severity: "medium",
  types: [filter],
  why: "A filter for logins without MFA or changes of policies that nothing watches only looks like supervision.",
  remedy: "Add an aws.cloudwatch.MetricAlarm with metricName and namespace of the filter's metricTransformation.",
  check: (graph) => {
    const named = alarmedMetrics(graph);
    return graph
      .byType(filter)
      .filter(
        (one) =>
          !anyOf(
            () => named.has(one.props.metricTransformation?.name ?? ""),
            () =>
              hasCompanion(
                graph,
                one,
                companion(alarm, "metricName"),
                companion(alarm, "metricQueries.metric.metricName"),
              ),
          ),
      )
      .map((resource) => ({ resource, message: "no alarm watches what the filter counts" }));
  },
  examples: {
    pass: [
      examplePlan({ filter: [filter, logins], alarm: [alarm, { metricName: "logins", namespace: "audit" }] }),
      examplePlan({
        filter: [filter, logins],
        alarm: [alarm, { metricQueries: [{ id: "m1", metric: { metricName: "logins", period: 60, stat: "Sum" } }] }],
      }),
      examplePlan({
        filter: [filter, { metricTransformation: { name: "others", namespace: "audit", value: "1" } }],
        alarm: [alarm, { metricName: "others", namespace: "audit" }],
      }),
    ],
    fail: [examplePlan({ filter: [filter, logins], alarm: [alarm, { metricName: "others", namespace: "audit" }] })],
  },
});
