import { monitorsWithAlarms, type AlarmDeclarations } from "../packages/components/test/cloudwatch/alarm-declarations";
import { SCENARIO_NAMES, SCENARIOS } from "../packages/components/test/cloudwatch/scenarios";
import type { AlarmMonitor } from "../packages/components/src/aws/monitors/monitor";
import { alignedTable, prose } from "./markdown";
import { metricNames, raisedWhen, setTitle } from "./monitors-page";

/** A runbook, whose first part is generated. Everything after it is written by hand and kept. */
export interface Runbook {
  /** The name of the file without its extension. */
  readonly name: string;
  readonly title: string;
  /** The function or the component whose set has the alarm. */
  readonly set: string;
  readonly monitor: AlarmMonitor;
  /** The scenarios in which the alarm is raised. */
  readonly raisedIn: readonly string[];
}

/** Returns the runbooks of all alarms, by name. Alarms that mean the same thing can share a runbook. */
export function runbooksOf(declarations: Readonly<Record<string, AlarmDeclarations>>): readonly Runbook[] {
  const runbooks = Object.entries(declarations).flatMap(([set, { monitors, outcomes }]) =>
    monitorsWithAlarms(monitors).map((monitor): Runbook => ({
      name: monitor.alarm.runbook,
      title: monitor.title,
      set,
      monitor,
      raisedIn: SCENARIO_NAMES.filter((scenario) => outcomes[monitor.name]?.[scenario] === "alarm").map(
        (scenario) => SCENARIOS[scenario].title,
      ),
    })),
  );
  const byName = new Map(runbooks.map((runbook) => [runbook.name, runbook]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the generated part of a runbook. */
export function generatedPart({ set, monitor, raisedIn }: Runbook): string {
  const { alarm } = monitor;
  return [
    `**Meaning.** ${prose(alarm.meaning)}`,
    `**First step.** ${prose(alarm.firstStep)}`,
    [
      `- Alarm: \`${monitor.name}\` of [${setTitle(set)}](../monitors.md), severity \`${alarm.severity}\``,
      `- Raised by default: ${raisedWhen(monitor)}`,
      `- Metrics: ${metricNames(monitor)}`,
      `- Raised in these [scenarios](../monitors.md): ${raisedIn.join(", ")}`,
      `- Reason: ${prose(alarm.reason)} [Source](${alarm.source})`,
    ].join("\n"),
  ].join("\n\n");
}

/** Returns the page of a runbook that does not exist yet. */
export const newRunbook = ({ title }: Runbook): string => `# ${title}

<!-- generated: alarm -->
<!-- end: alarm -->
`;

/** The runbook of all anomaly bands, which belongs to no set and is written by hand. */
export const ANOMALY_BAND_RUNBOOK = "anomaly-band";

/** Returns the list of all runbooks. */
export function runbookIndex(runbooks: readonly Runbook[]): string {
  const rows = runbooks.map(({ name, title, monitor: { alarm } }) => [
    `[${prose(title)}](${name}.md)`,
    alarm.severity,
    prose(alarm.meaning),
  ]);
  return `# Runbooks

What to do when an alarm of a [\`Monitoring\`](../monitoring.md) is raised. Descriptions of alarms and the dashboard link to these pages,
unless \`runbooks\` sets another place. Copy them to add what applies to your services. \`npm run docs\` generates this list and the
first part of each page.

${alignedTable(["Runbook", "Severity", "Meaning"], rows).join("\n")}

[A value outside its anomaly band](${ANOMALY_BAND_RUNBOOK}.md) describes what to do about the alarms of \`anomalyBands\`.
`;
}
