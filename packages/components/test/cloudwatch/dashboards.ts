import { Ajv } from "ajv";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isMetricWidget,
  type DashboardBody,
  type WidgetPosition,
} from "../../src/aws/monitoring/dashboard/dashboard-body";

// The limits that CloudWatch documents, rather than the constants that the tests check.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
const COLUMNS = 24;
const MAX_WIDGETS = 500;
const MAX_METRICS = 2500;
const MAX_ALARMS_IN_WIDGET = 100;

const SCHEMA = join(__dirname, "../../testdata/cloudwatch/dashboard-body.schema.json");
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile<DashboardBody>(
  JSON.parse(readFileSync(SCHEMA, "utf8")) as object,
);

/** Returns what contradicts the structure and the limits of dashboards that CloudWatch documents. */
export function findDashboardIssues(body: unknown): string[] {
  if (!validate(body))
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  const { widgets } = body;
  const metrics = widgets.reduce(
    (total, widget) => total + (isMetricWidget(widget) ? widget.properties.metrics.length : 0),
    0,
  );
  return [
    ...widgets.filter(({ x, width }) => x + width > COLUMNS).map(({ x, y }) => `The widget at ${x}, ${y} is too wide`),
    ...overlapsOf(widgets),
    ...(widgets.length > MAX_WIDGETS ? [`${widgets.length} widgets`] : []),
    ...(metrics > MAX_METRICS ? [`${metrics} metrics`] : []),
    ...widgets
      .filter(({ type, properties }) => type === "alarm" && properties.alarms.length > MAX_ALARMS_IN_WIDGET)
      .map(({ x, y }) => `The widget at ${x}, ${y} has too many alarms`),
    ...widgets.flatMap((widget) => (isMetricWidget(widget) ? entryIssues(widget.properties.metrics) : [])),
  ];
}

/** Returns the cells of the grid that several widgets cover. */
function overlapsOf(widgets: readonly WidgetPosition[]): string[] {
  const covered = new Set<string>();
  const overlaps: string[] = [];
  for (const { x, y, width, height } of widgets) {
    for (let column = x; column < x + width; column += 1) {
      for (let row = y; row < y + height; row += 1) {
        const cell = `${column}, ${row}`;
        if (covered.has(cell)) overlaps.push(`Several widgets cover ${cell}`);
        covered.add(cell);
      }
    }
  }
  return overlaps;
}

/** Returns the issues that a schema cannot express: dimensions come in pairs, and the last element is the rendering. */
function entryIssues(entries: readonly (readonly unknown[])[]): string[] {
  return entries.flatMap((entry) => {
    const strings = entry.filter((element) => typeof element === "string");
    const isPaired = strings.length % 2 === 0;
    const endsWithRendering = entry.length - strings.length === 1 && typeof entry.at(-1) === "object";
    return isPaired && endsWithRendering ? [] : [`The metric ${JSON.stringify(entry)} is malformed`];
  });
}
