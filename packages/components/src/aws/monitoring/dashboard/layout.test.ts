import { findDashboardIssues } from "../../../../test/cloudwatch/dashboards";
import {
  ALL_FEATURES,
  existingSet,
  monitorOf,
  NOTIFY,
  queueSet,
  shownMonitor,
  topic,
} from "../../../../test/monitoring";
import { isMetricMath } from "../../monitors/metric";
import { hasAlarm, type Monitor, type MonitorSet } from "../../monitors/monitor";
import type { MonitoringArgs } from "../monitoring-args";
import { checkMonitoringArgs } from "../monitoring-checks";
import { isMetricWidget, type DashboardBody, type MetricWidget } from "./dashboard-body";
import { layoutDashboard } from "./layout";

/** Returns the dashboards of a component, with plain values instead of the outputs of resources. */
function dashboardsOf(args: MonitoringArgs): DashboardBody[] {
  const { dashboard, alarms } = checkMonitoringArgs("shop", args);
  if (dashboard === undefined) return [];
  const content = {
    ...dashboard,
    alarms: alarms.map(({ child, alarm: { severity } }) => ({
      severity,
      alarmArn: `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${child}`,
    })),
    regionOf: ({ region = "eu-west-1" }: { readonly region: string | undefined }) => region,
  };
  return dashboard.pages.map((page) => layoutDashboard(content, page));
}

const dashboardOf = (args: MonitoringArgs): DashboardBody => {
  const [body, ...others] = dashboardsOf(args);
  if (body === undefined || others.length > 0) throw new Error("expected one dashboard");
  return body;
};

const targetsOf = (...monitors: Monitor[]): readonly MonitorSet[] => [{ name: "web", title: "Web", monitors }];
const chartsOf = ({ widgets }: DashboardBody): MetricWidget[] => widgets.filter(isMetricWidget);
const chartOf = (monitor: Monitor) =>
  chartsOf(dashboardOf({ targets: targetsOf(monitor), notify: NOTIFY, region: "eu-west-1" }))[0]?.properties;

describe("the dashboard", () => {
  it("shows the states of the alarms, and for each target a text and its charts", () => {
    expect(dashboardOf(ALL_FEATURES)).toMatchSnapshot();
  });

  it("has the structure that CloudWatch documents, and no overlaps", () => {
    expect(dashboardsOf(ALL_FEATURES).flatMap(findDashboardIssues)).toEqual([]);
  });

  it("shows every alarm and every monitor", () => {
    const { widgets } = dashboardOf(ALL_FEATURES);
    const { sets, alarms } = checkMonitoringArgs("shop", ALL_FEATURES);
    const shown = widgets.flatMap((widget) => (widget.type === "alarm" ? widget.properties.alarms : []));
    expect(new Set(shown)).toEqual(
      new Set(alarms.map(({ child }) => `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${child}`)),
    );
    const titles = widgets.flatMap((widget) => (widget.type === "metric" ? [widget.properties.title] : []));
    expect(titles).toEqual(sets.flatMap(({ monitors }) => monitors.map(({ title }) => title)));
  });

  it("shows targets in their order", () => {
    const orderOf = (targets: readonly MonitorSet[]) =>
      dashboardOf({ targets, notify: NOTIFY }).widgets.flatMap((widget) =>
        widget.type === "text" ? [widget.properties.markdown.split("\n")[0]] : [],
      );
    const sets = [queueSet("orders"), existingSet("web")];
    expect(orderOf(sets)).toEqual(["## SQS queue orders", "## Service web"]);
    expect(orderOf([...sets].reverse())).toEqual(["## Service web", "## SQS queue orders"]);
  });

  it("fills each row of charts, whatever their number", () => {
    for (let count = 1; count <= 7; count += 1) {
      const monitors = Array.from({ length: count }, (_, index) => monitorOf(`m${index}`));
      const body = dashboardOf({ targets: targetsOf(...monitors), notify: NOTIFY });
      expect(findDashboardIssues(body)).toEqual([]);
      const cells = chartsOf(body).length === count ? body.widgets.slice(-count) : [];
      const area = cells.reduce((total, { width, height }) => total + width * height, 0);
      expect(area).toBe(Math.ceil(count / 3) * 24 * 6);
    }
  });

  it("links the title of a set, and does not interpret texts as Markdown", () => {
    const [set] = targetsOf(monitorOf("errors", { meaning: "Users [see](x) *nothing*." }));
    const targets = [{ ...set, title: "Web <b>", link: "https://wiki.example.com/web" } as MonitorSet];
    const strings = dashboardOf({ targets, notify: NOTIFY }).widgets.flatMap((widget) =>
      widget.type === "text" ? [widget.properties.markdown] : [],
    );
    expect(strings).toMatchSnapshot();
  });

  it("is absent with dashboard: false", () => {
    expect(dashboardsOf({ targets: [queueSet("orders")], notify: NOTIFY, dashboard: false })).toEqual([]);
  });
});

describe("a chart", () => {
  it("draws the threshold, and fills the side that raises the alarm", () => {
    expect(chartOf(monitorOf("errors"))?.annotations?.horizontal).toEqual([
      { label: "page >= 5 (3 of 3 periods)", value: 5, color: "#d13212", fill: "above" },
    ]);
    const low = monitorOf("healthy", { operator: "<", threshold: 1, severity: "ticket" });
    expect(chartOf(low)?.annotations?.horizontal).toMatchObject([
      { label: "ticket < 1 (3 of 3 periods)", fill: "below" },
    ]);
  });

  it("has no threshold without an alarm", () => {
    expect(chartOf(shownMonitor("requests"))).not.toHaveProperty("annotations");
  });

  it("hides the metrics of metric math", () => {
    const errors = { namespace: "Shop", name: "Errors", statistic: "Sum", dimensions: { Service: "web" } } as const;
    const value = { metrics: { errors }, expressions: { all: "FILL(errors, 0)" }, expression: "all * 2" };
    expect(chartOf({ ...monitorOf("errors"), value })?.metrics).toEqual([
      ["Shop", "Errors", "Service", "web", { id: "errors", visible: false, stat: "Sum" }],
      [{ id: "all", expression: "FILL(errors, 0)", visible: false }],
      [{ id: "result", expression: "all * 2", label: "Monitor errors" }],
    ]);
  });

  it("shows a time range of its own, also as one number for the whole range", () => {
    const budget = shownMonitor("budget");
    expect(chartOf({ ...budget, timeRange: { days: 7, view: "line" } })).toMatchObject({
      start: "-P7D",
      view: "timeSeries",
    });
    const number = chartOf({ ...budget, timeRange: { days: 30, view: "number" } });
    expect(number).toMatchObject({ start: "-P30D", view: "singleValue", setPeriodToTimeRange: true });
    expect(number).not.toHaveProperty("yAxis");
  });

  it("has periods of at least a minute", () => {
    expect(chartOf({ ...monitorOf("errors"), periodSeconds: 10 })?.period).toBe(60);
    expect(chartOf({ ...monitorOf("errors"), periodSeconds: 300 })?.period).toBe(300);
  });
});

describe("a chart of contributors", () => {
  const chart = { title: "Top clients", ruleName: "project-stack-web-clients", periodSeconds: 300 };
  const set = { name: "web", title: "Web", monitors: [], contributorCharts: [chart] };

  it("shows the top contributors of its rule after the monitors", () => {
    const targets = [{ ...set, monitors: [monitorOf("errors")] }];
    const body = dashboardOf({ targets, notify: NOTIFY, region: "eu-west-1" });
    expect(findDashboardIssues(body)).toEqual([]);
    expect(body.widgets.slice(-2).map(({ x, properties }) => [x, properties])).toEqual([
      [0, expect.objectContaining({ title: "Monitor errors" })],
      [
        12,
        {
          ...{ title: "Top clients", region: "eu-west-1", view: "timeSeries", stacked: false, period: 300 },
          legend: { position: "bottom" },
          insightRule: { ruleName: "project-stack-web-clients", maxContributorCount: 10, orderBy: "Sum" },
        },
      ],
    ]);
  });

  it("needs no alarm and no monitor, but the Region of the component", () => {
    expect(dashboardOf({ targets: [set], notify: false, region: "eu-west-1" }).widgets).toHaveLength(2);
    expect(() => dashboardsOf({ targets: [set], notify: false })).toThrow(
      "the dashboard needs the Region of its charts",
    );
  });

  it("counts as many metrics as contributors", () => {
    const charts = Array.from({ length: 300 }, (_, index) => ({ ...chart, title: `Chart ${index}` }));
    const bodies = dashboardsOf({
      targets: [{ ...set, contributorCharts: charts }],
      notify: false,
      region: "eu-west-1",
    });
    expect(bodies.map(({ widgets }) => widgets.length)).toEqual([1, 252, 52]);
  });
});

describe("the dashboards of many targets", () => {
  const targets = Array.from({ length: 200 }, (_, index) => queueSet(`queue-${index}`));
  const dashboards = dashboardsOf({ targets, notify: NOTIFY });

  it("stay within the limits of CloudWatch", () => {
    expect(dashboards.flatMap(findDashboardIssues)).toEqual([]);
    expect(dashboards.map(({ widgets }) => widgets.length)).toEqual([5, 498, 498, 407]);
  });

  it("show the state of each alarm, and a chart of each monitor", () => {
    const widgets = dashboards.flatMap((dashboard) => dashboard.widgets);
    const states = widgets.flatMap((widget) => (widget.type === "alarm" ? widget.properties.alarms : []));
    const alarms = targets.flatMap(({ name, monitors }) =>
      monitors.filter(hasAlarm).map((each) => `${name}-${each.name}`),
    );
    expect(states.map((arn) => (typeof arn === "string" ? arn.split(":").at(-1) : arn)).sort()).toEqual(alarms.sort());
    const watched = targets.flatMap(({ monitors }) =>
      monitors.map(({ value }) => (isMetricMath(value) ? Object.values(value.metrics) : [value])),
    );
    const charted = dashboards
      .flatMap(chartsOf)
      .map(({ properties: { metrics } }) =>
        metrics.filter(([namespace]) => typeof namespace === "string").map(([namespace, name]) => [namespace, name]),
      );
    expect(charted).toEqual(watched.map((metrics) => metrics.map(({ namespace, name }) => [namespace, name])));
  });

  it("begin with one that shows all alarms and links to the others", () => {
    const [overview, ...parts] = dashboards;
    const index = overview?.widgets.flatMap((widget) => (widget.type === "text" ? [widget.properties.markdown] : []));
    expect(index).toMatchSnapshot();
    for (const { widgets } of parts) {
      expect(widgets[0]).toMatchObject({
        properties: { markdown: "[The states of all alarms](#dashboards/dashboard/project-stack-shop)" },
      });
    }
  });

  it("divide targets that have more charts than a dashboard", () => {
    const monitors = Array.from({ length: 1200 }, (_, index) => monitorOf(`m${index}`, { severity: "ticket" }));
    const bodies = dashboardsOf({ targets: targetsOf(...monitors), notify: { ticket: [topic("tickets")] } });
    expect(bodies.flatMap(findDashboardIssues)).toEqual([]);
    expect(bodies.flatMap(chartsOf)).toHaveLength(1200);
  });

  it("divide targets that have more metrics than a dashboard", () => {
    const metric = { namespace: "Shop", name: "Errors", statistic: "Sum", dimensions: {} } as const;
    const metrics = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`m${index}`, metric]));
    const value = { metrics, expression: "SUM(METRICS())" };
    const monitors = Array.from({ length: 20 }, (_, index) => ({ ...shownMonitor(`total-${index}`), value }));
    const bodies = dashboardsOf({ targets: targetsOf(...monitors), notify: false, region: "eu-west-1" });
    expect(bodies.flatMap(findDashboardIssues)).toEqual([]);
    expect(bodies.flatMap(chartsOf)).toHaveLength(20);
  });
});
