import type * as pulumi from "@pulumi/pulumi";
import { bandExpression } from "../../monitors/anomaly-alarm";
import { isMetricMath, type Metric } from "../../monitors/metric";
import { RESULT_ID } from "../../monitors/metric-math/analysis";
import {
  hasAnomalyBand,
  type AlarmSeverity,
  type ContributorChart,
  type Monitor,
  type MonitorAlarm,
} from "../../monitors/monitor";
import type {
  ContributorWidget,
  MetricEntry,
  MetricRendering,
  MetricWidget,
  ThresholdAnnotation,
} from "./dashboard-body";

/** The shortest period that a chart can have, in seconds. */
const MIN_PERIOD_SECONDS = 60;

/** The color of anomaly bands in the console. */
const BAND_COLOR = "#95a5a6";
const COLORS: Readonly<Record<AlarmSeverity, string>> = { page: "#d13212", ticket: "#ff7f0e" };

/** The number of contributors in a chart, which is the number that the console shows first. */
const MAX_CONTRIBUTORS = 10;

/** What a chart shows. */
export type Chart = ContributorChart | Monitor;

/** Whether a chart shows the value of a monitor, rather than the top contributors of a rule. */
export const isMonitor = (chart: Chart): chart is Monitor => "value" in chart;

/** Returns the widget of a chart. */
export const chartOf = (chart: Chart, region: pulumi.Input<string>): ContributorWidget | MetricWidget =>
  isMonitor(chart) ? metricWidget(chart, region) : contributorWidget(chart, region);

const contributorWidget = (
  { title, ruleName, periodSeconds }: ContributorChart,
  region: pulumi.Input<string>,
): ContributorWidget => ({
  type: "metric",
  properties: {
    ...{ title, region, view: "timeSeries", stacked: false, period: periodSeconds, legend: { position: "bottom" } },
    insightRule: { ruleName, maxContributorCount: MAX_CONTRIBUTORS, orderBy: "Sum" },
  },
});

function metricWidget(monitor: Monitor, region: pulumi.Input<string>): MetricWidget {
  const { title, unit, periodSeconds, timeRange, alarm } = monitor;
  const common = {
    title,
    region,
    ...(timeRange && { start: `-P${timeRange.days}D` }),
    period: Math.max(periodSeconds, MIN_PERIOD_SECONDS),
    metrics: entriesOf(monitor),
  };
  if (timeRange?.view === "number") {
    return { type: "metric", properties: { ...common, view: "singleValue", setPeriodToTimeRange: true } };
  }
  return {
    type: "metric",
    properties: {
      ...common,
      view: "timeSeries",
      stacked: false,
      // Only values without a unit can be negative.
      yAxis: { left: { label: unit, showUnits: false, ...(unit !== "None" && { min: 0 }) } },
      ...(alarm && { annotations: { horizontal: [thresholdOf(alarm)] } }),
    },
  };
}

/** Returns the number of metrics and expressions that a chart contains. Each contributor counts as a metric. */
export const countEntries = (chart: Chart): number => (isMonitor(chart) ? entriesOf(chart).length : MAX_CONTRIBUTORS);

const entriesOf = (monitor: Monitor): readonly MetricEntry[] =>
  hasAnomalyBand(monitor)
    ? [...valueEntries(monitor), [{ ...bandExpression(monitor), label: "Expected", color: BAND_COLOR }]]
    : valueEntries(monitor);

function valueEntries({ value, title, anomalyBand }: Monitor): readonly MetricEntry[] {
  if (!isMetricMath(value)) return [metricEntry(value, { ...(anomalyBand && { id: RESULT_ID }), label: title })];
  const { metrics, expressions = {}, expression } = value;
  return [
    ...Object.entries(metrics).map(([id, metric]) => metricEntry(metric, { id, visible: false })),
    ...Object.entries(expressions).map(([id, text]): MetricEntry => [{ id, expression: text, visible: false }]),
    [{ id: RESULT_ID, expression, label: title }],
  ];
}

const metricEntry = ({ namespace, name, statistic, dimensions }: Metric, rendering: MetricRendering): MetricEntry => [
  namespace,
  name,
  ...Object.entries(dimensions).flat(),
  { ...rendering, stat: statistic },
];

const thresholdOf = ({
  severity,
  operator,
  threshold,
  datapointsToAlarm,
  evaluationPeriods,
}: MonitorAlarm): ThresholdAnnotation => ({
  label: `${severity} ${operator} ${threshold} (${datapointsToAlarm} of ${evaluationPeriods} periods)`,
  value: threshold,
  color: COLORS[severity],
  fill: operator.startsWith(">") ? "above" : "below",
});
