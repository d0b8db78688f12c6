import { LogAlarm, LogGroup, LogQueries } from "../../src/aws";

/** The programs with log components whose states are recorded for each release. */
export const LOG_CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "log-group-default": () => new LogGroup("orders"),
  "log-components-all-arguments": () => {
    const logGroup = new LogGroup("orders", {
      ...{ logGroupName: "/shop/orders", retentionDays: 365, createKey: true, region: "eu-west-1" },
      metricFilters: {
        errors: { pattern: "ERROR" },
        latency: { pattern: "{ $.latency = * }", value: "$.latency", dimensions: { Operation: "$.operation" } },
      },
      dataProtection: { dataIdentifiers: ["EmailAddress"], findingsDestination: { bucketName: "findings" } },
    });
    const texts = { meaning: "Customers cannot pay.", firstStep: "Look at the logs.", runbook: "failed-payments" };
    new LogAlarm("failed-payments", { logGroup, pattern: "ERROR", severity: "page", ...texts });
    new LogQueries("shop", { logGroups: [logGroup], folder: "shop", queries: { errors: "filter level = 1" } });
  },
};
