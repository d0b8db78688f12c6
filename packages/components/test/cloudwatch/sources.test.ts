import { entersAlarm } from "./alarm-history";
import type { Metric } from "../../src/aws/monitors/metric";
import type { Monitor, MonitorAlarm, ThresholdOperator } from "../../src/aws/monitors/monitor";
import type { MetricSource } from "./metric-reader";
import { SCENARIO_NAMES, SCENARIOS, type ScenarioName } from "./scenarios";
import { queueMetrics } from "./sources/queues";
import { requestMetrics } from "./sources/requests";
import { rejections, serviceMetrics, utilization } from "./sources/service";

const SECOND = "targetgroup/orders-tg2/6d0ecf831eec9f09";

const metricOf = (name: string, dimensions: Readonly<Record<string, string>> = {}): Metric => ({
  namespace: "Test",
  name,
  statistic: "Maximum",
  dimensions,
});

/** Returns the value of a metric in a minute of a scenario. */
function valueAt(source: MetricSource, metric: Metric, scenario: ScenarioName, minute: number): number | undefined {
  return source(metric, minute, SCENARIOS[scenario])?.[0]?.[0];
}

/** Returns the scenarios in which an alarm on three of three minutes is raised. */
function raisedIn(
  source: MetricSource,
  metric: Metric,
  operator: ThresholdOperator,
  threshold: number,
): ScenarioName[] {
  const alarm = {
    operator,
    threshold,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    missingData: "missing",
  } satisfies Partial<MonitorAlarm>;
  const monitor = { name: "value", value: metric, periodSeconds: 60, alarm } as unknown as Monitor;
  return SCENARIO_NAMES.filter((name) => entersAlarm(monitor, SCENARIOS[name], source));
}

describe("the metrics of requests", () => {
  const source = requestMetrics({ secondTargetGroup: SECOND });
  const requests = metricOf("RequestCount", { TargetGroup: "targetgroup/orders-tg/73e2d6bc24d8a067" });
  const second = metricOf("RequestCount", { TargetGroup: SECOND });

  it("move to the second target group and back in deployments", () => {
    const minutes = [599, 602, 610, 839, 842, 850];
    expect(minutes.map((minute) => valueAt(source, requests, "deployment", minute) !== undefined)).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(minutes.map((minute) => valueAt(source, second, "deployment", minute) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it("stop without traffic, and when the service publishes none", () => {
    expect(valueAt(source, requests, "quietNight", 60)).toBeUndefined();
    expect(valueAt(source, requests, "metricsStop", 599)).toBeGreaterThan(0);
    expect(valueAt(source, requests, "metricsStop", 600)).toBeUndefined();
  });

  it("are the same in each run", () => {
    const values = () =>
      Array.from({ length: 1440 }, (_, minute) => source(metricOf("TargetResponseTime"), minute, SCENARIOS.outage));
    expect(values()).toEqual(values());
  });
});

describe("the metrics of queues", () => {
  const source = queueMetrics({ deadLetterQueue: "orders-dead" });

  it("show a backlog while consumers are down or leak", () => {
    const age = metricOf("ApproximateAgeOfOldestMessage", { QueueName: "orders" });
    expect(raisedIn(source, age, ">=", 600)).toEqual(["slowBurn", "outage"]);
  });

  it("show failed messages in the dead-letter queue only if they fail repeatedly", () => {
    const dead = metricOf("ApproximateNumberOfMessagesVisible", { QueueName: "orders-dead" });
    expect(raisedIn(source, dead, ">", 0)).toEqual(["slowBurn", "quietNight"]);
  });
});

describe("the metrics of a service", () => {
  const GIB = 1024 ** 3;
  const source = serviceMetrics({
    FreeStorageSpace: utilization({ idle: 60 * GIB, busy: 0, leaked: -60 * GIB, range: [0, 100 * GIB] }),
    DatabaseConnections: utilization({ idle: 10, busy: 80, failing: 300, range: [0, 400] }),
    Throttles: rejections(600),
    CPUUtilization: utilization({ idle: 50, busy: 200 }),
    "CPUUtilization/Node=idle": utilization({ idle: 1, busy: 0 }),
  });

  it("show saturation in a slow burn and failures in an outage", () => {
    expect(raisedIn(source, metricOf("FreeStorageSpace"), "<", 10 * GIB)).toEqual(["slowBurn"]);
    expect(raisedIn(source, metricOf("DatabaseConnections"), ">", 200)).toEqual(["outage"]);
    expect(raisedIn(source, metricOf("Throttles"), ">", 0)).toEqual(["slowBurn"]);
  });

  it("stay within their range", () => {
    expect(valueAt(source, metricOf("CPUUtilization"), "healthyDay", 960)).toBe(100);
  });

  it("can differ by dimension", () => {
    expect(valueAt(source, metricOf("CPUUtilization", { Node: "idle" }), "healthyDay", 960)).toBe(1);
  });
});
