import {
  monitors,
  type Metric,
  type Monitor,
  type MonitorAlarm,
  type MonitoringArgs,
  type MonitorSet,
} from "../src/aws";

const { lambdaFunction, sqsQueue } = monitors;

/** The ARN of a topic. */
export const topic = (name: string, region = "eu-west-1"): string => `arn:aws:sns:${region}:123456789012:${name}`;

export const NOTIFY = { page: [topic("pager")], ticket: [topic("tickets")] };
/** Topics in another Region. */
export const NOTIFY_VIRGINIA = { page: [topic("pager", "us-east-1")], ticket: [topic("tickets", "us-east-1")] };

/** A set with an alarm that pages, one for tickets, and values that are only shown. */
export const queueSet = (name: string): MonitorSet =>
  sqsQueue({ name, queueName: name, deadLetterQueueName: `${name}-dead` });

/** A set whose metrics are published in Virginia. */
export const virginiaSet = (name: string): MonitorSet =>
  lambdaFunction({ name, functionName: name, timeoutSeconds: 30, region: "us-east-1" });

/** A set whose alarm exists already. */
export const existingSet = (name: string, alarm: Partial<MonitorAlarm> = {}): MonitorSet => ({
  name,
  title: `Service ${name}`,
  monitors: [
    monitorOf("errors", {
      existing: {
        alarmName: `${name}-errors`,
        alarmArn: `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}-errors`,
      },
      ...alarm,
    }),
  ],
});

const METRIC: Metric = { namespace: "AWS/SQS", name: "Errors", statistic: "Sum", dimensions: { QueueName: "orders" } };
const ALARM: MonitorAlarm = {
  operator: ">=",
  threshold: 5,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missingData: "notBreaching",
  severity: "page",
  meaning: "Requests fail.",
  firstStep: "Look at the logs.",
  runbook: "failed-requests",
  reason: "Three minutes in a row rule out a single burst.",
  source: "https://docs.aws.amazon.com/",
};

/** A monitor without an alarm. */
export const shownMonitor = (name: string): Monitor => ({
  name,
  title: `Monitor ${name}`,
  value: METRIC,
  unit: "Count",
  periodSeconds: 60,
});

/** A monitor with an alarm. */
export const monitorOf = (name: string, alarm: Partial<MonitorAlarm> = {}): Monitor => ({
  ...shownMonitor(name),
  alarm: { ...ALARM, ...alarm },
});

/** The arguments with which a component has all features. */
export const ALL_FEATURES: MonitoringArgs = {
  targets: [queueSet("orders"), virginiaSet("resize"), existingSet("web"), existingSet("jobs", { severity: "ticket" })],
  notify: { ...NOTIFY, regions: { "us-east-1": NOTIFY_VIRGINIA } },
  runbooks: { baseUrl: "https://wiki.example.com/runbooks", extension: ".html" },
  overrides: {
    "orders/oldest-message": { threshold: 300, evaluationPeriods: 3 },
    "resize/throttles": { severity: "page" },
    "resize/duration": false,
  },
  maintenanceWindows: {
    upgrade: { schedule: "cron(0 2 * * SUN)", durationMinutes: 240, timezone: "Europe/Berlin" },
    migration: { schedule: "at(2027-01-16T22:00)", durationMinutes: 90 },
  },
  suppressor: { alarm: "network-outage" },
  dashboard: { dashboardName: "shop", start: "-PT12H" },
  region: "eu-west-1",
  tags: { team: "orders" },
};

/** Anomaly bands of a metric and of metric math in `ALL_FEATURES`. */
export const ANOMALY_BANDS: MonitoringArgs["anomalyBands"] = {
  "orders/sent": { breaching: "below", severity: "page" },
  "resize/throttles": { width: 3 },
};
