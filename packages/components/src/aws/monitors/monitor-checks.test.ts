import { output } from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { ArgumentIssues } from "../../shared/argument-issues";
import type { Metric, Statistic } from "./metric";
import type { Monitor, MonitorAlarm } from "./monitor";
import { checkMonitor } from "./monitor-checks";

const METRIC: Metric = {
  namespace: "AWS/SQS",
  name: "ApproximateAgeOfOldestMessage",
  statistic: "Maximum",
  dimensions: { QueueName: output("orders") },
};
const ALARM: MonitorAlarm = {
  operator: ">=",
  threshold: 300,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  missingData: "notBreaching",
  severity: "page",
  meaning: "Messages wait for more than five minutes.",
  firstStep: "Look for errors in the logs of the consumer.",
  runbook: "queue-age",
  reason: "Consumers normally receive messages within seconds.",
  source:
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
};
const MONITOR: Monitor = {
  name: "age",
  title: "Age of the oldest message",
  value: METRIC,
  unit: "Seconds",
  periodSeconds: 60,
  alarm: ALARM,
};

const issuesOf = (monitor: Partial<Monitor>) =>
  issuesThrownBy(() => {
    const issues = new ArgumentIssues("Monitoring", "shop");
    checkMonitor(issues, "monitors.orders.age", { ...MONITOR, ...monitor });
    issues.throwIfAny();
  });
const alarmIssues = (alarm: Partial<MonitorAlarm>, periodSeconds = 60) =>
  codesOf(issuesOf({ periodSeconds, alarm: { ...ALARM, ...alarm } })).map((issue) =>
    issue.replace("monitors.orders.age.", ""),
  );
const metricIssues = (metric: Partial<Metric>) =>
  codesOf(issuesOf({ value: { ...METRIC, ...metric } })).map((issue) => issue.replace("monitors.orders.age.", ""));

describe("a monitor", () => {
  it("can have a time range of its own, for which CloudWatch keeps data", () => {
    const rangeIssues = (timeRange: object) => codesOf(issuesOf({ timeRange: timeRange as Monitor["timeRange"] & {} }));
    expect(rangeIssues({ days: 30, view: "number" })).toEqual([]);
    expect(rangeIssues({ days: 456, view: "gauge", hours: 1 })).toEqual([
      "unknown-argument monitors.orders.age.timeRange.hours",
    ]);
    expect(rangeIssues({ days: 456, view: "gauge" })).toEqual([
      "out-of-range monitors.orders.age.timeRange.days",
      "not-allowed monitors.orders.age.timeRange.view",
    ]);
  });

  it("is valid with and without an alarm", () => {
    const { alarm, ...withoutAlarm } = MONITOR;
    expect(alarm).toBeDefined();
    expect(issuesOf({})).toEqual([]);
    expect(
      issuesThrownBy(() => {
        const issues = new ArgumentIssues("Monitoring", "shop");
        checkMonitor(issues, "age", withoutAlarm);
        issues.throwIfAny();
      }),
    ).toEqual([]);
  });

  it("reports all issues at once", () => {
    const issues = issuesOf({
      name: "Oldest message",
      title: "",
      unit: "Second" as never,
      periodSeconds: 45,
      value: { ...METRIC, statistic: "Median" as never },
      alarm: { ...ALARM, operator: "=>" as never, threshold: Number.NaN, source: "http://example.com", runbook: "" },
    });
    expect(wordingOf(issues)).toMatchSnapshot();
  });

  it.each([10, 20, 30, 60, 300, 86_400])("can have a period of %i seconds", (periodSeconds) => {
    expect(issuesOf({ periodSeconds, alarm: { ...ALARM, evaluationPeriods: 1, datapointsToAlarm: 1 } })).toEqual([]);
  });

  it.each([0, 1, 5, 45, 61, 90, -60, 60.5, Number.NaN, "60" as never])(
    "cannot have a period of %p seconds",
    (periodSeconds) => {
      expect(codesOf(issuesOf({ periodSeconds }))).toEqual([
        `${typeof periodSeconds === "number" ? "not-allowed" : "wrong-type"} monitors.orders.age.periodSeconds`,
      ]);
    },
  );
});

describe("the evaluation range of an alarm", () => {
  it.each([
    [60, 1440],
    [300, 288],
    [3540, 24],
    [3600, 168],
    [86_400, 7],
  ])("with periods of %i seconds has at most %i periods", (periodSeconds, maximum) => {
    expect(alarmIssues({ evaluationPeriods: maximum, datapointsToAlarm: 1 }, periodSeconds)).toEqual([]);
    expect(alarmIssues({ evaluationPeriods: maximum + 1, datapointsToAlarm: 1 }, periodSeconds)).toEqual([
      "out-of-range alarm.evaluationPeriods",
    ]);
  });

  it("has at least as many periods as datapoints to alarm", () => {
    expect(alarmIssues({ evaluationPeriods: 3, datapointsToAlarm: 3 })).toEqual([]);
    expect(alarmIssues({ evaluationPeriods: 3, datapointsToAlarm: 4 })).toEqual([
      "out-of-range alarm.datapointsToAlarm",
    ]);
    expect(alarmIssues({ evaluationPeriods: 0, datapointsToAlarm: 1.5 })).toEqual([
      "out-of-range alarm.evaluationPeriods",
      "out-of-range alarm.datapointsToAlarm",
    ]);
  });
});

describe("a statistic", () => {
  it.each<Statistic>([
    ...(["Average", "IQM", "Maximum", "Minimum", "SampleCount", "Sum"] as const),
    ...(["p50", "p99", "p99.9", "p95.0123456789", "p100", "tm99", "tc90", "ts90", "wm98"] as const),
    ...(["TM(10%:90%)", "TM(:95%)", "TC(80:500)", "TS(80%:)", "WM(10%:90%)", "PR(:300)", "PR(100:2000)"] as const),
  ])("can be %s", (statistic) => {
    expect(metricIssues({ statistic })).toEqual([]);
  });

  it.each([
    "average",
    "Avg",
    "Median",
    "P99",
    "p101",
    "p-1",
    "p",
    "p99%",
    "TM90",
    "PR(10%:90%)",
    "TM(:)",
    "sum ",
    "p1e1",
  ])("cannot be %s", (statistic) => {
    expect(metricIssues({ statistic: statistic as Statistic })).toEqual(["invalid-format value.statistic"]);
  });
});

describe("a metric", () => {
  const dimensions = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`Dimension${index}`, "value"]));

  it("has up to 30 dimensions", () => {
    expect(metricIssues({ dimensions: {} })).toEqual([]);
    expect(metricIssues({ dimensions: dimensions(30) })).toEqual([]);
    expect(metricIssues({ dimensions: dimensions(31) })).toEqual(["out-of-range value.dimensions"]);
  });

  it.each<[Partial<Metric>, string]>([
    [{ namespace: "" }, "invalid-format value.namespace"],
    [{ namespace: ":custom" }, "invalid-format value.namespace"],
    [{ namespace: "Größe" }, "invalid-format value.namespace"],
    [{ name: "" }, "invalid-format value.name"],
    [{ name: "x".repeat(256) }, "invalid-format value.name"],
    [{ dimensions: { ":Queue": "orders" } }, "invalid-format value.dimensions.:Queue"],
    [{ dimensions: { QueueName: "" } }, "out-of-range value.dimensions.QueueName"],
    [{ dimensions: { QueueName: "x".repeat(1025) } }, "out-of-range value.dimensions.QueueName"],
    [{ dimensions: { QueueName: 5 as never } }, "wrong-type value.dimensions.QueueName"],
    [{ dimensions: [] as never }, "wrong-type value.dimensions"],
    [{ dimension: {} } as never, "unknown-argument value.dimension"],
  ])("is checked with %j", (metric, code) => {
    expect(metricIssues(metric)).toEqual([code]);
  });
});
