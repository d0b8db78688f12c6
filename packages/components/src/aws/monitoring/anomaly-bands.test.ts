import type { Resource } from "@roadbed/plan";
import { comparePlans, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { bandHistory, type Bounds } from "../../../test/cloudwatch/alarm-history";
import { findDashboardIssues } from "../../../test/cloudwatch/dashboards";
import type { MetricSource } from "../../../test/cloudwatch/metric-reader";
import { SCENARIOS } from "../../../test/cloudwatch/scenarios";
import { existingSet, monitorOf, NOTIFY, queueSet, shownMonitor } from "../../../test/monitoring";
import { deployed } from "../../../test/network";
import { lambdaFunction } from "../monitors/sets";
import type { Metric } from "../monitors/metric";
import type { Monitor, MonitorAnomalyBand, MonitorSet } from "../monitors/monitor";
import { ArgumentIssues } from "../../shared/argument-issues";
import { applyAnomalyBands } from "./anomaly-bands";
import { Monitoring, type MonitoringAnomalyBand, type MonitoringArgs } from "./index";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const web = lambdaFunction({ name: "web", functionName: "web" });
const METRIC: Metric = { namespace: "Shop", name: "Sales", statistic: "Sum", dimensions: {} };
const OWN: MonitorAnomalyBand = {
  ...{ breaching: "above", width: 4.5, evaluationPeriods: 4, datapointsToAlarm: 2, missingData: "ignore" },
  ...{ severity: "page", meaning: "Sales stop.", firstStep: "Try to buy something.", runbook: "sales" },
};
const setOf = (...monitors: Monitor[]): MonitorSet => ({ name: "shop", title: "Shop", monitors });
const create = (args: Partial<MonitoringArgs>): Promise<StackPlan> =>
  deployed(() => new Monitoring("shop", { targets: [queueSet("orders")], notify: NOTIFY, ...args }));

describe("anomalyBands", () => {
  const taken = { metrics: { band: METRIC }, expression: "band * 2" };
  let stack: StackPlan;
  beforeAll(
    async () =>
      (stack = await create({
        targets: [
          queueSet("orders"),
          web,
          existingSet("jobs"),
          setOf({ ...shownMonitor("sales"), anomalyBand: OWN }, { ...shownMonitor("doubled"), value: taken }),
        ],
        overrides: { "orders/dead-letters": false },
        anomalyBands: {
          "orders/dead-letters": {},
          "orders/sent": { breaching: "below", severity: "page", evaluationPeriods: 5, missingData: "breaching" },
          "web/throttles": { width: 3 },
          "jobs/errors": { breaching: "above", meaning: "Jobs fail more often." },
          "shop/doubled": {},
        },
      })),
  );
  const alarm = (name: string): Resource => stack.get(ALARM, `shop-${name}`);

  it("creates an alarm for each band, besides that of the monitor, and without a detector", () => {
    expect(stack.inventory()).toMatchSnapshot();
  });

  it("compares the metric with the band, and lets exactly these two return data", () => {
    expect(alarm("orders-sent-anomaly").inputs).toMatchSnapshot();
  });

  it("computes the band from the last expression of metric math", () => {
    const { metricQueries, thresholdMetricId } = alarm("web-throttles-anomaly").inputs;
    const queries = metricQueries as unknown as readonly { id: string; expression?: string; returnData: boolean }[];
    expect(queries.filter(({ returnData }) => returnData).map(({ id }) => id)).toEqual(["result", "band"]);
    expect(queries.at(-1)).toMatchObject({ id: thresholdMetricId, expression: "ANOMALY_DETECTION_BAND(result, 3)" });
  });

  it("uses another ID if a metric has that of the band", () => {
    expect(alarm("shop-doubled-anomaly").inputs).toMatchObject({ thresholdMetricId: "band_" });
  });

  it("adds defaults to arguments, and accepts bands of monitors", () => {
    expect(alarm("orders-dead-letters-anomaly").inputs).toMatchObject({
      ...{ comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold", treatMissingData: "notBreaching" },
      ...{ evaluationPeriods: 3, datapointsToAlarm: 3, alarmActions: NOTIFY.ticket, okActions: NOTIFY.ticket },
    });
    expect(alarm("shop-sales-anomaly").inputs).toMatchObject({
      ...{ comparisonOperator: "GreaterThanUpperThreshold", treatMissingData: "ignore" },
      ...{ evaluationPeriods: 4, datapointsToAlarm: 2 },
      alarmDescription: expect.stringMatching(
        /^Sales stop\. Try to buy something\.\nRunbook: .*\/sales\.md\n/,
      ) as string,
    });
  });

  it("combines alarms that page with all others", () => {
    const rule = stack.get("aws:cloudwatch/compositeAlarm:CompositeAlarm").inputs.alarmRule as unknown as string;
    expect(rule).toContain("orders-sent-anomaly");
    expect(rule).not.toContain("dead-letters-anomaly");
  });

  it("draws the bands on the dashboard, which states what the alarms mean", () => {
    const text = stack.get("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody as unknown as string;
    const body: unknown = JSON.parse(text);
    expect(findDashboardIssues(body)).toEqual([]);
    const entry = { id: "band", expression: "ANOMALY_DETECTION_BAND(result, 2)", label: "Expected", color: "#95a5a6" };
    expect(text).toContain(JSON.stringify([entry]));
    expect(text).toContain("Messages sent, anomalies** (page): Messages sent: the value is below the range");
  });

  it("only creates the alarm of an added band, and updates the dashboard", async () => {
    const [before, after] = await Promise.all([create({}), create({ anomalyBands: { "orders/sent": {} } })]);
    const { created, deleted, changed } = comparePlans(before, after);
    expect(
      [created, deleted, changed.map(({ resource }) => resource)].map((all) => all.map(({ name }) => name)),
    ).toEqual([["shop-orders-sent-anomaly"], [], ["shop", "shop-dashboard"]]);
  });
});

describe("the alarm of an anomaly band", () => {
  const monitorWith = (band: MonitoringAnomalyBand): Monitor => {
    const bands = { "shop/sent": band };
    const [set] = applyAnomalyBands(new ArgumentIssues("Monitoring"), [setOf(shownMonitor("sent"))], bands);
    return set?.monitors[0] ?? shownMonitor("none");
  };
  /** Publishes 100 per minute by day and 20 at night, except from 12:00 to 12:04 and for one minute at 15:00. */
  const source =
    (incident: number | undefined): MetricSource =>
    (_, minute) => {
      const isIncident = (minute >= 720 && minute < 725) || minute === 900;
      const value = isIncident ? incident : usual(minute);
      return value === undefined ? undefined : [[value, 1]];
    };
  const usual = (minute: number) => (minute >= 360 && minute < 1320 ? 100 : 20);
  const boundsAt = (minute: number): Bounds => ({ lower: usual(minute) - 15, upper: usual(minute) + 15 });
  const historyOf = (band: MonitoringAnomalyBand, incident: number | undefined) =>
    bandHistory(monitorWith(band), SCENARIOS.healthyDay, source(incident), boundsAt).map(
      ({ minute, to }) => `${minute} ${to}`,
    );
  const raised = ["722 ALARM", "725 OK"];

  it("follows the band from night to day, and is raised after three minutes outside of it", () => {
    expect(historyOf({}, 100)).toEqual([]);
    expect(historyOf({}, 20)).toEqual(raised);
    expect(historyOf({}, 300)).toEqual(raised);
  });

  it("ignores values on the bounds, and those on the other side", () => {
    expect(historyOf({}, 115)).toEqual([]);
    expect(historyOf({}, 85)).toEqual([]);
    expect([historyOf({ breaching: "above" }, 20), historyOf({ breaching: "above" }, 300)]).toEqual([[], raised]);
    expect([historyOf({ breaching: "below" }, 20), historyOf({ breaching: "below" }, 300)]).toEqual([raised, []]);
  });

  it("counts missing data as it declares", () => {
    expect(historyOf({}, undefined)).toEqual([]);
    expect(historyOf({ missingData: "breaching" }, undefined)).not.toEqual([]);
  });
});

describe("the check of anomaly bands", () => {
  const issuesOf = (args: object) =>
    issuesThrownBy(() => new Monitoring("shop", { targets: [queueSet("orders")], notify: NOTIFY, ...args }));
  const math = (expression: string, metrics: number, expressions = 0): Monitor => ({
    ...shownMonitor("math"),
    value: {
      metrics: Object.fromEntries(Array.from({ length: metrics }, (_, index) => [`m${index}`, METRIC])),
      expressions: Object.fromEntries(Array.from({ length: expressions }, (_, index) => [`e${index}`, "m0 + 1"])),
      expression,
    },
  });
  const onMath = (...args: Parameters<typeof math>) => ({
    targets: [setOf(math(...args))],
    anomalyBands: { "shop/math": {} },
  });
  const everyMetric = Array.from({ length: 11 }, (_, index) => `m${index}`).join(" + ");
  const invalid: [what: string, args: object, codes: string[]][] = [
    ["an array", { anomalyBands: [] }, ["wrong-type anomalyBands"]],
    [
      "keys",
      { anomalyBands: { "orders/snt": {}, "orders/sent": true } },
      ['unknown-argument anomalyBands["orders/snt"]', 'wrong-type anomalyBands["orders/sent"]'],
    ],
    [
      "a misspelled property",
      { anomalyBands: { "orders/sent": { with: 2 } } },
      ['unknown-argument anomalyBands["orders/sent"].with'],
    ],
    [
      "invalid properties",
      {
        anomalyBands: {
          "orders/sent": { width: 0, breaching: "over", severity: "pager", meaning: 5, runbook: "Sales" },
        },
      },
      [
        'not-allowed anomalyBands["orders/sent"].breaching',
        'out-of-range anomalyBands["orders/sent"].width',
        'not-allowed anomalyBands["orders/sent"].severity',
        'wrong-type anomalyBands["orders/sent"].meaning',
        'invalid-format anomalyBands["orders/sent"].runbook',
      ],
    ],
    [
      "invalid periods",
      { anomalyBands: { "orders/sent": { width: "2", evaluationPeriods: 3, datapointsToAlarm: 4 } } },
      ['out-of-range anomalyBands["orders/sent"].datapointsToAlarm', 'wrong-type anomalyBands["orders/sent"].width'],
    ],
    [
      "short periods",
      { targets: [setOf({ ...shownMonitor("fast"), periodSeconds: 10 })], anomalyBands: { "shop/fast": {} } },
      ['conflict anomalyBands["shop/fast"]'],
    ],
    [
      "a monitor that is one number",
      {
        targets: [setOf({ ...shownMonitor("budget"), timeRange: { days: 30, view: "number" } })],
        anomalyBands: { "shop/budget": {} },
      },
      ['conflict anomalyBands["shop/budget"]'],
    ],
    ["METRICS", onMath("SUM(METRICS())", 2), ['conflict anomalyBands["shop/math"]']],
    ["several time series", onMath("[m0, m1]", 2), ['conflict anomalyBands["shop/math"]']],
    ["eleven metrics", onMath(everyMetric, 11), ['conflict anomalyBands["shop/math"]']],
    ["eleven expressions", onMath("m0", 1, 9), ['conflict anomalyBands["shop/math"]']],
    [
      "an incomplete band of a monitor",
      {
        targets: [setOf({ ...monitorOf("own"), anomalyBand: { ...OWN, width: undefined, severity: "none" } as never })],
      },
      ["missing targets[0].monitors[0].anomalyBand.width", "not-allowed targets[0].monitors[0].anomalyBand.severity"],
    ],
    [
      "METRICS in a monitor with a band",
      { targets: [setOf({ ...math("SUM(METRICS())", 2), anomalyBand: OWN })] },
      ["conflict targets"],
    ],
    [
      "names of two alarms",
      { targets: [setOf(monitorOf("errors"), monitorOf("errors-anomaly"))], anomalyBands: { "shop/errors": {} } },
      ["duplicate targets"],
    ],
  ];

  it.each(invalid)("reports %s", (_, args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([, args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
