import type * as pulumi from "@pulumi/pulumi";
import { joinNames } from "../../../shared/wording";
import type { AlarmSeverity } from "../../monitors/monitor";
import { chartOf } from "./chart";
import {
  COLUMNS,
  MAX_ALARMS_IN_WIDGET,
  type DashboardBody,
  type DashboardWidget,
  type WidgetContent,
} from "./dashboard-body";
import { dashboardLink, escapeMarkdown } from "./markdown";
import type { DashboardPage } from "./pages";
import type { DashboardSection } from "./sections";

/** An alarm whose state a dashboard shows. */
export interface ShownAlarm {
  readonly severity: AlarmSeverity;
  readonly alarmArn: pulumi.Input<string>;
}

/** What the dashboards of a component show. */
export interface DashboardContent {
  /** The dashboards. The first shows the states of the alarms. */
  readonly pages: readonly DashboardPage[];
  /** The name of the first dashboard. */
  readonly dashboardName: string;
  readonly start: string;
  readonly alarms: readonly ShownAlarm[];
  /** Returns the Region of the charts of a section. */
  readonly regionOf: (section: DashboardSection) => pulumi.Input<string>;
}

const CHARTS_IN_ROW = 3;
const CHART_HEIGHT = 6;
const ALARMS_IN_ROW = 6;
const LINES_IN_ROW = 2;
const TITLES: Readonly<Record<AlarmSeverity, string>> = { page: "Alarms that page", ticket: "Alarms for tickets" };

/**
 * Returns the body of a dashboard.
 *
 * @remarks
 * This function does not need the outputs of resources: it places all widgets, and passes inputs such as ARNs on.
 */
export function layoutDashboard(content: DashboardContent, page: DashboardPage): DashboardBody {
  const rows = [
    ...(page.showsAlarms ? [...alarmRows(content.alarms), ...indexRows(content)] : [overviewRow(content)]),
    ...page.sections.flatMap((section) => sectionRows(section, content.regionOf(section))),
  ];
  return { start: content.start, periodOverride: "inherit", widgets: placeRows(rows) };
}

/** Widgets next to each other, which have the same width. */
interface Row {
  readonly height: number;
  readonly widgets: readonly WidgetContent[];
}

function placeRows(rows: readonly Row[]): readonly DashboardWidget[] {
  const widgets: DashboardWidget[] = [];
  let y = 0;
  for (const { height, widgets: content } of rows) {
    const width = COLUMNS / content.length;
    widgets.push(...content.map((widget, index) => ({ ...widget, x: index * width, y, width, height })));
    y += height;
  }
  return widgets;
}

function alarmRows(alarms: readonly ShownAlarm[]): readonly Row[] {
  return (["page", "ticket"] as const).flatMap((severity) => {
    const arns = alarms.filter((alarm) => alarm.severity === severity).map(({ alarmArn }) => alarmArn);
    return chunksOf(arns, MAX_ALARMS_IN_WIDGET).map((chunk): Row => ({
      height: 1 + 2 * Math.ceil(chunk.length / ALARMS_IN_ROW),
      widgets: [
        { type: "alarm", properties: { title: TITLES[severity], alarms: chunk, sortBy: "stateUpdatedTimestamp" } },
      ],
    }));
  });
}

const textRow = (lines: readonly string[]): Row => ({
  height: 1 + Math.ceil(lines.length / LINES_IN_ROW),
  widgets: [{ type: "text", properties: { markdown: lines.join("\n") } }],
});

function indexRows({ pages, dashboardName }: DashboardContent): readonly Row[] {
  const parts = pages.filter(({ showsAlarms }) => !showsAlarms);
  if (parts.length === 0) return [];
  return [
    textRow(
      parts.map(({ suffix, sections }) => {
        const titles = joinNames([...new Set(sections.map(({ title }) => escapeMarkdown(title)))]);
        return `- ${dashboardLink(`${dashboardName}${suffix}`, `${dashboardName}${suffix}`)}: ${titles}`;
      }),
    ),
  ];
}

const overviewRow = ({ dashboardName }: DashboardContent): Row =>
  textRow([dashboardLink("The states of all alarms", dashboardName)]);

function sectionRows({ lines, charts }: DashboardSection, region: pulumi.Input<string>): readonly Row[] {
  return [
    textRow(lines),
    ...chunksOf(charts, CHARTS_IN_ROW).map((chunk) => ({
      height: CHART_HEIGHT,
      widgets: chunk.map((chart) => chartOf(chart, region)),
    })),
  ];
}

const chunksOf = <T>(items: readonly T[], length: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
