import { ContributorInsights, contributors, LogGroup, Monitoring, type LogAlarmArgs } from "../src/aws";
import { monitorOf, NOTIFY } from "./monitoring";

/** The arguments of a `LogAlarm`. */
export const LOG_ALARM: LogAlarmArgs = {
  logGroup: "/shop/orders",
  pattern: '{ $.event = "payment-failed" }',
  severity: "page",
  meaning: "Customers cannot pay.",
  firstStep: "Look at the status page of the payment provider.",
  runbook: "failed-payments",
};

/** Creates a log group with all features, and an alarm, without which the strict preset reports the metric filter. */
export function createLogGroup(): Monitoring {
  const logGroup = new LogGroup("orders", {
    createKey: true,
    metricFilters: { errors: { pattern: '{ $.level = "ERROR" }' } },
    dataProtection: { dataIdentifiers: ["EmailAddress"], findingsDestination: { bucketName: "findings" } },
  });
  const monitors = [{ ...monitorOf("errors"), value: logGroup.metric("errors") }];
  return new Monitoring("shop", { targets: [{ name: "orders", title: "Orders", monitors }], notify: NOTIFY });
}

/** Creates rules for the logs of a web ACL. */
export const createContributorInsights = (): ContributorInsights =>
  new ContributorInsights("web", { logGroups: ["aws-waf-logs-web"], rules: contributors.webAclLogs() });
