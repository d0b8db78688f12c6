import type { MonitorAlarm, MonitorSet } from "../../monitors/monitor";
import { countEntries, isMonitor, type Chart } from "./chart";
import { MAX_METRICS, MAX_WIDGETS } from "./dashboard-body";
import { escapeMarkdown } from "./markdown";

/** The number of charts of a section. A part of a dashboard also has the text of the section, and a link to the first one. */
const MAX_CHARTS = MAX_WIDGETS - 2;

/** A row of a dashboard: a text, and the charts below it. */
export interface DashboardSection {
  /** The title of the set. */
  readonly title: string;
  /** The Region of the set; `undefined` for that of the component. */
  readonly region: string | undefined;
  /** The lines of the text above the charts, in Markdown. */
  readonly lines: readonly string[];
  readonly charts: readonly Chart[];
}

/**
 * Returns the sections of a set of monitors: one, unless the set has more charts than a dashboard.
 *
 * @param runbookUrl - returns the URL of a runbook
 */
export function sectionsOf(set: MonitorSet, runbookUrl: (runbook: string) => string): readonly DashboardSection[] {
  return chunksOf([...set.monitors, ...(set.contributorCharts ?? [])]).map((charts, index) => {
    const monitors = charts.filter(isMonitor);
    const heading = set.link === undefined ? escapeMarkdown(set.title) : `[${escapeMarkdown(set.title)}](${set.link})`;
    return {
      title: set.title,
      region: set.region,
      lines: [
        index === 0 ? `## ${heading}` : `## ${heading} (continued)`,
        ...monitors.flatMap(({ title, alarm, anomalyBand }) => [
          ...(alarm ? [alarmLine(title, alarm, runbookUrl)] : []),
          ...(anomalyBand ? [alarmLine(`${title}, anomalies`, anomalyBand, runbookUrl)] : []),
        ]),
      ],
      charts,
    };
  });
}

const alarmLine = (
  title: string,
  { severity, meaning, runbook }: Pick<MonitorAlarm, "meaning" | "runbook" | "severity">,
  runbookUrl: (runbook: string) => string,
): string =>
  `- **${escapeMarkdown(title)}** (${severity}): ${escapeMarkdown(meaning)} [Runbook](${runbookUrl(runbook)})`;

/** Returns the number of widgets of a section. */
export const widgetsOf = ({ charts }: DashboardSection): number => 1 + charts.length;

/** Returns the number of metrics and expressions in the charts of a section. */
export const metricsOf = ({ charts }: DashboardSection): number =>
  charts.reduce((total, chart) => total + countEntries(chart), 0);

/** Divides charts among sections that fit on a dashboard. */
function chunksOf(charts: readonly Chart[]): readonly (readonly Chart[])[] {
  const chunks: Chart[][] = [[]];
  let metrics = 0;
  for (const chart of charts) {
    const entries = countEntries(chart);
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length === MAX_CHARTS || metrics + entries > MAX_METRICS) {
      chunks.push([chart]);
      metrics = entries;
    } else {
      chunk.push(chart);
      metrics += entries;
    }
  }
  return chunks;
}
