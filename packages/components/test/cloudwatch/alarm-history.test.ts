import type { Metric } from "../../src/aws/monitors/metric";
import type { Monitor, MonitorAlarm } from "../../src/aws/monitors/monitor";
import { alarmHistory, entersAlarm, PUBLISHED_EXAMPLES, type Transition } from "./alarm-history";
import type { MetricSource } from "./metric-reader";
import { SCENARIOS } from "./scenarios";

const METRIC: Metric = { namespace: "Test", name: "Value", statistic: "Sum", dimensions: {} };
const ALARM: MonitorAlarm = {
  operator: ">=",
  threshold: 1,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missingData: "notBreaching",
  severity: "page",
  meaning: "The value is high.",
  firstStep: "Look at the logs.",
  runbook: "value",
  reason: "The value is usually 0.",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/",
};
const monitorOf = (alarm: Partial<MonitorAlarm> = {}, monitor: Partial<Monitor> = {}): Monitor => ({
  name: "value",
  title: "Value",
  value: METRIC,
  unit: "Count",
  periodSeconds: 60,
  alarm: { ...ALARM, ...alarm },
  ...monitor,
});

/** Publishes 1 in the listed minutes, and 0 in all others. */
const breachingIn =
  (minutes: readonly number[]): MetricSource =>
  (_, minute) => [[minutes.includes(minute) ? 1 : 0, 1]];

const describeHistory = (history: readonly Transition[]) => history.map(({ minute, to }) => `${minute} ${to}`);
const historyOf = (monitor: Monitor, source: MetricSource, assumptions = PUBLISHED_EXAMPLES) =>
  describeHistory(alarmHistory(monitor, SCENARIOS.healthyDay, source, assumptions));

describe("alarmHistory", () => {
  it("raises the alarm when M of N data points breach, and clears it when fewer do", () => {
    const source = breachingIn([10, 11, 12, 20, 22]);
    expect(historyOf(monitorOf(), source)).toEqual(["12 ALARM", "13 OK"]);
    expect(historyOf(monitorOf({ datapointsToAlarm: 2 }), source)).toEqual(["11 ALARM", "14 OK", "22 ALARM", "23 OK"]);
  });

  it("evaluates longer periods every minute over a sliding window", () => {
    const monitor = monitorOf({ threshold: 2, evaluationPeriods: 1, datapointsToAlarm: 1 }, { periodSeconds: 300 });
    expect(historyOf(monitor, breachingIn([11, 13]))).toEqual(["13 ALARM", "16 OK"]);
  });

  it("evaluates alarms over more than a day once per hour", () => {
    const alarm = { evaluationPeriods: 25, datapointsToAlarm: 1 };
    expect(historyOf(monitorOf(alarm, { periodSeconds: 3600 }), breachingIn([602]))).toEqual(["659 ALARM"]);
  });

  it("re-evaluates old data points after a metric stops, and then treats data as missing", () => {
    const source: MetricSource = (_, minute) => (minute <= 10 ? [[minute >= 8 ? 1 : 0, 1]] : undefined);
    expect(historyOf(monitorOf({ missingData: "missing" }), source)).toEqual(["10 ALARM", "15 INSUFFICIENT_DATA"]);
    expect(historyOf(monitorOf({ missingData: "notBreaching" }), source)).toEqual(["10 ALARM", "13 OK"]);
    expect(historyOf(monitorOf({ missingData: "ignore" }), source)).toEqual(["10 ALARM"]);
  });

  it("raises an alarm on missing data if that is breaching", () => {
    const source: MetricSource = (_, minute) => (minute <= 10 ? [[0, 1]] : undefined);
    expect(historyOf(monitorOf({ missingData: "breaching" }), source)).toEqual(["15 ALARM"]);
  });

  it("ignores missing data of DynamoDB whatever the alarm declares", () => {
    const source: MetricSource = (_, minute) => (minute <= 10 ? [[1, 1]] : undefined);
    const value = { ...METRIC, namespace: "AWS/DynamoDB" };
    expect(historyOf(monitorOf({ missingData: "notBreaching" }, { value }), source)).toEqual([]);
    expect(historyOf(monitorOf({ missingData: "notBreaching" }), source)).toEqual(["13 OK"]);
  });

  it("is stuck in OK if FILL replaces a recent minute whose data is late", () => {
    const late = { ...PUBLISHED_EXAMPLES, delayMinutes: 1 };
    const source = breachingIn([10, 11, 12, 13, 14, 15]);
    const filled = monitorOf({}, { value: { metrics: { m: METRIC }, expression: "FILL(m, 0)" } });
    expect(historyOf(filled, source)).toEqual(["12 ALARM", "16 OK"]);
    expect(historyOf(filled, source, late)).toEqual([]);
    expect(historyOf(monitorOf(), source, late)).toEqual(["13 ALARM", "17 OK"]);
  });

  it("reports whether the alarm was raised", () => {
    expect(entersAlarm(monitorOf(), SCENARIOS.healthyDay, breachingIn([10, 11, 12]))).toBe(true);
    expect(entersAlarm(monitorOf(), SCENARIOS.healthyDay, breachingIn([10, 11, 13]))).toBe(false);
  });

  it("needs an alarm, and periods of whole minutes", () => {
    const { alarm, ...withoutAlarm } = monitorOf();
    expect(alarm).toBeDefined();
    expect(() => historyOf(withoutAlarm, breachingIn([]))).toThrow("has no alarm");
    expect(() => historyOf(monitorOf({}, { periodSeconds: 30 }), breachingIn([]))).toThrow("one minute");
  });
});
