import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { alarmedMetrics } from "../../conditions/alarmed-metrics";
import { companion, hasCompanion } from "../../conditions/companions";
import { notifiesThroughComposite } from "../../conditions/composite-alarms";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, isNotEmpty } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { defineStackRule } from "../../authoring/define-stack-rule";

const group = "aws:cloudwatch/logGroup:LogGroup";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const service = "aws:ecs/service:Service";
const filter = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const logins = {
  pattern: "{ $.eventName = ConsoleLogin }",
  metricTransformation: { name: "logins", namespace: "audit", value: "1" },
};

/**
 * The retention periods in days that CloudWatch Logs supports.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const RETENTIONS_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096],
  ...[1827, 2192, 2557, 2922, 3288, 3653],
];

export const logsRetention = defineRule({
  id: "logs-retention",
  title: "CloudWatch log groups have a retention period of at least the required minimum",
  severity: "medium",
  // CloudWatch.16 is a NIST SP 800-53 control and is not part of FSBP.
  on: group,
  why: "Log groups without a retention period store and bill log events forever. With a short retention period, log events can be deleted before an intrusion is noticed.",
  remedy: "Set retentionInDays: 365.",
  options: {
    minimumDays: integerOption(30, "Minimum retention period in days.", { minimum: 1, maximum: 3653 }),
  },
  check: (props, { options }) => {
    const { retentionInDays = 0 } = props;
    if (retentionInDays >= options.minimumDays) return false;
    // The retention period of the class DELIVERY is fixed.
    if (props.logGroupClass === "DELIVERY") return false;
    return retentionInDays === 0
      ? "log events never expire"
      : `the retention period is shorter than ${options.minimumDays} days`;
  },
  // The fix does not change log groups without a retention period, because setting one deletes existing log events.
  fix: ({ retentionInDays = 0 }, { options }) =>
    retentionInDays > 0 && { retentionInDays: RETENTIONS_DAYS.find((days) => days >= options.minimumDays) ?? 0 },
  examples: {
    pass: [{ retentionInDays: 365 }, { retentionInDays: 30 }, { logGroupClass: "DELIVERY" }],
    fail: [{}, { retentionInDays: 0 }, { retentionInDays: 7 }, { logGroupClass: "INFREQUENT_ACCESS" }],
  },
});

export const logsCustomerKey = defineRule({
  id: "logs-customer-key",
  title: "CloudWatch log groups are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: group,
  why: "Logs contain user input and application output. With a customer managed key, you can audit and revoke access to the logs.",
  remedy: "Set kmsKeyId: key.arn, with a key policy that allows logs.<region>.amazonaws.com to use the key.",
  check: (props) => !specifiesCustomerKey(props, "kmsKeyId") && "not encrypted with a customer managed key",
  examples: { pass: [{ kmsKeyId: "arn" }], fail: [{}] },
});

export const alarmActionsEnabled = defineViewRule({
  id: "alarm-actions-enabled",
  title: "CloudWatch alarms have actions enabled",
  severity: "medium",
  topic: "reliability",
  on: defineView<{ readonly actionsEnabled?: boolean }>()({
    [alarm]: (props) => [props],
    [compositeAlarm]: (props) => [props],
  }),
  // CloudWatch.17 is a NIST SP 800-53 control and is not part of FSBP.
  why: "With actionsEnabled: false, an alarm changes its state without notifying anyone.",
  remedy: "Remove actionsEnabled: false. The default is true.",
  check: ({ actionsEnabled = true }) => !actionsEnabled && "alarm actions are disabled",
  examples: {
    pass: [
      [alarm, {}],
      [alarm, { actionsEnabled: true }],
    ],
    fail: [
      [alarm, { actionsEnabled: false }],
      [compositeAlarm, { actionsEnabled: false }],
    ],
  },
});

export const alarmActionsGiven = defineStackRule({
  id: "alarm-actions-given",
  title:
    "CloudWatch metric alarms have an action, are used by a composite alarm with one, or roll back ECS deployments",
  severity: "low",
  topic: "reliability",
  types: [alarm],
  why: "An alarm without an action changes its state without notifying anyone.",
  remedy: "Set alarmActions: [topic.arn].",
  check: (graph) =>
    graph.byType(alarm).map(
      (resource) =>
        allOf(
          () =>
            anyOf(
              () => !("alarmActions" in resource.props),
              () => !isNotEmpty(resource.props.alarmActions),
            ),
          // ECS reads the state of the alarms of a service itself.
          () => graph.referrers(resource, service, "alarms.alarmNames").length === 0,
          () => !notifiesThroughComposite(graph, { urn: resource.urn, nameOf: () => resource.props.name }),
        ) && { resource, at: "alarmActions", message: "no alarm action is configured" },
    ),
  examples: {
    pass: [
      examplePlan({ alarm: [alarm, { alarmActions: ["pager", "mail"] }] }),
      examplePlan({
        alarm: [alarm, {}],
        service: [service, { alarms: { enable: true, rollback: true, alarmNames: [exampleId("alarm")] } }],
      }),
      examplePlan({
        alarm: [alarm, {}],
        paging: [
          compositeAlarm,
          { alarmName: "paging", alarmRule: exampleId("alarm"), alarmActions: ["pager", "mail"] },
        ],
      }),
      examplePlan({
        alarm: [alarm, { name: "errors" }],
        part: [compositeAlarm, { alarmName: "paging-1", alarmRule: 'ALARM("errors") OR ALARM("latency")' }],
        paging: [
          compositeAlarm,
          { alarmName: "paging", alarmRule: "ALARM(paging-1)", alarmActions: ["pager", "mail"] },
        ],
      }),
    ],
    fail: [
      examplePlan({ alarm: [alarm, {}] }),
      examplePlan({ alarm: [alarm, { alarmActions: [] }] }),
      examplePlan({ alarm: [alarm, {}], service: [service, { name: "orders" }] }),
      examplePlan({
        alarm: [alarm, {}],
        paging: [compositeAlarm, { alarmName: "paging", alarmRule: exampleId("alarm") }],
      }),
    ],
  },
});

export const metricFilterWatched = defineStackRule({
  id: "log-metric-filter-watched",
  title: "CloudWatch Logs metric filters have an alarm on their metric",
  severity: "medium",
  types: [filter],
  why: "Without an alarm, a metric filter for events such as sign-ins without MFA or policy changes does not notify anyone.",
  remedy: "Add an aws.cloudwatch.MetricAlarm with the metricName and namespace from the filter's metricTransformation.",
  check: (graph) => {
    const metricNames = alarmedMetrics(graph);
    return graph
      .byType(filter)
      .filter(
        (resource) =>
          !anyOf(
            () => metricNames.has(resource.props.metricTransformation?.name ?? ""),
            () =>
              hasCompanion(
                graph,
                resource,
                companion(alarm, "metricName"),
                companion(alarm, "metricQueries.metric.metricName"),
              ),
          ),
      )
      .map((resource) => ({ resource, message: "no alarm monitors the filter's metric" }));
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
