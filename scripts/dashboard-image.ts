import type { TimeSeries } from "../packages/components/test/cloudwatch/time-series";
import { valuesOf } from "../packages/components/test/cloudwatch/time-series";
import {
  isMetricWidget,
  type DashboardWidget,
  type MetricWidget,
  type ThresholdAnnotation,
  type WidgetPosition,
} from "../packages/components/src/aws/monitoring/dashboard/dashboard-body";
import type { DashboardExample } from "./dashboard-example";

const COLUMN = 40;
const ROW = 32;
const TITLE_HEIGHT = 40;
const GAP = 6;
const WIDTH = 24 * COLUMN;
/** The space around the plot of a chart: for the title, the labels of the times, and those of the values. */
const PLOT = { top: 34, bottom: 24, left: 52, right: 22 };
const HOURS = [0, 6, 12, 18, 24];
const CHARACTERS_PER_LINE = 150;

const STYLE = `
    svg { font: 12px system-ui, sans-serif; } .page { fill: #f6f8fa; } .widget { fill: #ffffff; stroke: #d1d9e0; }
    text { fill: #1f2328; } .quiet { fill: #59636e; font-size: 11px; } .head { font-size: 15px; font-weight: 600; }
    .title { font-weight: 600; } .line { fill: none; stroke: #0969da; stroke-width: 1.5; } .grid { stroke: #d1d9e0; }
    .raised { fill: #cf222e; } .clear { fill: #1a7f37; } .state { fill: #ffffff; } .threshold { stroke-dasharray: 5 4; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #010409; } .widget { fill: #0d1117; stroke: #3d444d; } text { fill: #f0f6fc; }
      .quiet { fill: #9198a1; } .line { stroke: #4493f8; } .grid { stroke: #3d444d; } .state { fill: #ffffff; }
    }`;

/** Returns an SVG image of a dashboard. */
export function dashboardImage(example: DashboardExample): string {
  const { widgets } = example.body;
  const rows = Math.max(...widgets.map(({ y, height }) => y + height));
  const height = TITLE_HEIGHT + rows * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `  <title>${escapeXml(example.title)}</title>`,
    `  <style>${STYLE}\n  </style>`,
    `  <rect class="page" width="${WIDTH}" height="${height}" rx="6"/>`,
    `  <text class="head" x="14" y="26">${escapeXml(example.title)}</text>`,
    ...widgets.flatMap((widget) => widgetLines(widget, example)),
    "</svg>\n",
  ].join("\n");
}

/** The rectangle of a widget in pixels. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxOf = ({ x, y, width, height }: WidgetPosition): Box => ({
  x: x * COLUMN + GAP / 2,
  y: TITLE_HEIGHT + y * ROW + GAP / 2,
  width: width * COLUMN - GAP,
  height: height * ROW - GAP,
});

function widgetLines(widget: DashboardWidget, example: DashboardExample): string[] {
  const box = boxOf(widget);
  const frame = `  <rect class="widget" ${attributes({ ...box, rx: 4 })}/>`;
  switch (widget.type) {
    case "text":
      return [frame, ...textLines(widget.properties.markdown, box)];
    case "alarm":
      return [frame, ...alarmLines(widget.properties.title, widget.properties.alarms.map(String), box, example)];
    case "metric":
      if (!isMetricWidget(widget)) throw new Error("No scenario contains the contributors of a rule");
      return [frame, ...chartLines(widget, example.seriesOf(widget), box)];
  }
}

const attributes = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${round(value)}"`)
    .join(" ");

const round = (value: number): number => Math.round(value * 10) / 10;

const text = (className: string, x: number, y: number, content: string, anchor = "start"): string =>
  `  <text class="${className}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeXml(content)}</text>`;

function textLines(markdown: string, { x, y }: Box): string[] {
  return markdown.split("\n").map((line, index) => {
    const plain = line
      .replace(/^#+ |\*\*/g, "")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\\(.)/g, "$1")
      .replace(/^- /, "• ");
    const shortened = plain.length > CHARACTERS_PER_LINE ? `${plain.slice(0, CHARACTERS_PER_LINE)}…` : plain;
    return text(index === 0 ? "head" : "quiet", x + 12, y + 22 + index * 17, shortened);
  });
}

function alarmLines(title: string, arns: readonly string[], { x, y }: Box, { alarms }: DashboardExample): string[] {
  const width = (WIDTH - 24) / 6;
  return [
    text("title", x + 12, y + 20, title),
    ...arns.flatMap((arn, index) => {
      const { title: alarm = arn, isRaised = false } = alarms.get(arn) ?? {};
      const left = x + 12 + (index % 6) * width;
      const top = y + 30 + Math.floor(index / 6) * 2 * ROW;
      return [
        `  <rect class="${isRaised ? "raised" : "clear"}" ${attributes({ x: left, y: top, width: width - 8, height: 50, rx: 4 })}/>`,
        text("state", left + 8, top + 20, alarm.length > 20 ? `${alarm.slice(0, 19)}…` : alarm),
        text("state", left + 8, top + 39, isRaised ? "In alarm" : "OK"),
      ];
    }),
  ];
}

function chartLines({ properties }: MetricWidget, series: TimeSeries, box: Box): string[] {
  const { title, annotations, yAxis } = properties;
  const plot = {
    x: box.x + PLOT.left,
    y: box.y + PLOT.top,
    width: box.width - PLOT.left - PLOT.right,
    height: box.height - PLOT.top - PLOT.bottom,
  };
  const thresholds = annotations?.horizontal ?? [];
  const maximum = 1.1 * Math.max(...valuesOf(series), ...thresholds.map(({ value }) => value), Number.MIN_VALUE);
  const bottom = plot.y + plot.height;
  const yOf = (value: number) => bottom - (value / maximum) * plot.height;
  return [
    text("title", box.x + 12, box.y + 20, title),
    text("quiet", box.x + box.width - PLOT.right, box.y + 20, yAxis?.left.label ?? "", "end"),
    `  <line class="grid" ${attributes({ x1: plot.x, y1: bottom, x2: plot.x + plot.width, y2: bottom })}/>`,
    text("quiet", plot.x - 6, bottom + 4, "0", "end"),
    text("quiet", plot.x - 6, plot.y + 8, formatNumber(maximum), "end"),
    ...HOURS.map((hour) => text("quiet", plot.x + (hour / 24) * plot.width, bottom + 16, `${hour}:00`, "middle")),
    ...thresholds.flatMap((threshold) => thresholdLines(threshold, plot, yOf)),
    ...pathsOf(series, plot, yOf).map((path) => `  <path class="line" d="${path}"/>`),
  ];
}

function thresholdLines({ value, label, color, fill }: ThresholdAnnotation, plot: Box, yOf: (value: number) => number) {
  const y = yOf(value);
  const [top, height] = fill === "above" ? [plot.y, y - plot.y] : [y, plot.y + plot.height - y];
  return [
    `  <rect fill="${color}" fill-opacity="0.08" ${attributes({ x: plot.x, y: top, width: plot.width, height })}/>`,
    `  <line class="threshold" stroke="${color}" ${attributes({ x1: plot.x, y1: y, x2: plot.x + plot.width, y2: y })}/>`,
    text("quiet", plot.x + 4, y - 4, label),
  ];
}

/** Returns the paths of a series, which is interrupted where values are missing. */
function pathsOf(series: TimeSeries, plot: Box, yOf: (value: number) => number): string[] {
  const paths: string[] = [];
  let path = "";
  series.forEach((value, index) => {
    if (value === undefined) {
      if (path !== "") paths.push(path);
      path = "";
      return;
    }
    const x = plot.x + (index / series.length) * plot.width;
    // Values between equal ones are left out, which keeps the file small.
    const isSame = series[index - 1] === value && series[index + 1] === value;
    if (!isSame || path === "") path += `${path === "" ? "M" : "L"}${round(x)} ${round(yOf(value))}`;
  });
  return path === "" ? paths : [...paths, path];
}

const formatNumber = (value: number): string =>
  value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 2 });

const escapeXml = (content: string): string =>
  content.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
