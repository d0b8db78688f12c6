import * as pulumi from "@pulumi/pulumi";
import {
  AccountTracing,
  AlarmTopic,
  consume,
  EcsCluster,
  EcsService,
  LoadBalancer,
  LogAlarm,
  LogQueries,
  Monitoring,
  queries,
  Queue,
  send,
  Slo,
  Tracing,
  Vpc,
  type Metric,
} from "@roadbed/components/aws";

const config = new pulumi.Config();
const region = new pulumi.Config("aws").require("region");
const image = config.require("image");

const network = new Vpc("network", { availabilityZones: ["a", "b", "c"].map((letter) => `${region}${letter}`) });
const cluster = new EcsCluster("shop");
const orders = new Queue("orders");
const web = new LoadBalancer("web", {
  network,
  domain: { names: [config.require("domain")], hostedZoneId: config.require("hostedZoneId") },
  webAclArn: config.require("webAclArn"),
});

/** Stores all spans in CloudWatch Logs. The setting belongs to the account, so another stack may already have it. */
new AccountTracing("tracing");
const tracing = new Tracing("shop", { groups: { failures: { filterExpression: "fault = true" } } });

const service = new EcsService("shop", {
  ...{ cluster, network, image, tracing, port: 8443 },
  loadBalancer: { loadBalancer: web, protocol: "HTTPS", healthCheck: { path: "/health" } },
  deployment: { strategy: "canary" },
  permissions: [send(orders)],
});
const worker = new EcsService("worker", {
  ...{ cluster, network, image, tracing, command: ["node", "worker.js"] },
  permissions: [consume(orders)],
});

/** Counts requests to both target groups of the service. */
const requests = (name: string): Metric => ({
  namespace: "AWS/ApplicationELB",
  name,
  statistic: "Sum",
  dimensions: { LoadBalancer: web.loadBalancer.arnSuffix },
});

/** 999 of 1,000 requests succeed. The alarms are raised when the rest is used up too fast. */
const availability = new Slo("availability", {
  objective: 99.9,
  indicator: {
    bad: [requests("HTTPCode_ELB_5XX_Count"), requests("HTTPCode_Target_5XX_Count")],
    total: requests("RequestCount"),
  },
});

const failedPayments = new LogAlarm("failed-payments", {
  logGroup: service,
  pattern: '{ $.event = "payment-failed" }',
  threshold: 5,
  severity: "page",
  meaning: "Customers cannot pay.",
  firstStep: "Look at the status page of the payment provider, and then at the log events that the alarm counts.",
  runbook: "failed-payments",
});
new LogQueries("shop", { logGroups: [service, worker], queries: queries.containers() });

/** Members of the channel can read, but not change, what the alarms are about. */
const team = new AlarmTopic("team", {
  subscriptions: {
    slack: {
      slack: { workspaceId: config.require("slackWorkspaceId"), channelId: config.require("slackChannelId") },
    },
  },
});

const monitoring = new Monitoring("shop", {
  targets: [availability, service, worker, web, orders, failedPayments, network],
  notify: { page: [team], ticket: [team] },
  runbooks: { baseUrl: "https://wiki.example.com/runbooks" },
});

export const { url } = service;
export const { dashboardUrl } = monitoring;
export const { errorBudgetMinutes } = availability;
