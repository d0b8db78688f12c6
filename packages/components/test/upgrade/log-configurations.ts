import { ContributorInsights, contributors, LogAlarm, LogGroup, LogQueries } from "../../src/aws";

/** The programs with log components whose states are recorded for each release. */
export const LOG_CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "log-group-default": () => new LogGroup("orders"),
  "log-group-all-arguments": () =>
    new LogGroup("orders", {
      ...{ logGroupName: "/shop/orders", retentionDays: 365, createKey: true, region: "eu-west-1" },
      metricFilters: {
        errors: { pattern: "ERROR" },
        latency: { pattern: "{ $.latency = * }", value: "$.latency", dimensions: { Operation: "$.operation" } },
      },
      dataProtection: { dataIdentifiers: ["EmailAddress"], findingsDestination: { bucketName: "findings" } },
    }),
  "contributor-insights-default": () =>
    new ContributorInsights("network", { logGroups: ["/shop/flow-logs"], rules: contributors.vpcFlowLogs() }),
  "contributor-insights-all-arguments": () =>
    new ContributorInsights("shop", {
      ...{ logGroups: ["/shop/orders", "/aws/lambda/orders-*"], enabled: false, region: "eu-west-1" },
      rules: {
        paths: { format: "JSON", keys: ["$.path"], filters: [{ match: "$.status", greaterThan: 499 }], title: "Paths" },
        bytes: { format: "CLF", fields: { 1: "ip", 7: "bytes" }, keys: ["ip"], sumOf: "bytes" },
      },
    }),
  "log-alarm-all-arguments": () =>
    new LogAlarm("failed-payments", {
      ...{ logGroup: "/shop/orders", pattern: "ERROR", metricName: "FailedPayments", namespace: "Shop" },
      ...{ severity: "page", meaning: "Customers cannot pay.", firstStep: "Look at the logs.", runbook: "payments" },
      region: "eu-west-1",
    }),
  "log-queries-all-arguments": () =>
    new LogQueries("shop", {
      ...{ logGroups: ["/shop/orders"], folder: "shop", region: "eu-west-1" },
      queries: { errors: 'filter level = "ERROR" | limit 50', slow: "sort latency desc | limit 50" },
    }),
};
