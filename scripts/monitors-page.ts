import { monitorsWithAlarms, type AlarmDeclarations } from "../packages/components/test/cloudwatch/alarm-declarations";
import { SCENARIO_NAMES, SCENARIOS } from "../packages/components/test/cloudwatch/scenarios";
import { isMetricMath } from "../packages/components/src/aws/monitors/metric";
import type { AlarmMonitor, Monitor, MonitorAlarm } from "../packages/components/src/aws/monitors/monitor";
import { alignedTable, prose } from "./markdown";

const MINUTE_SECONDS = 60;
const MINUTES_PER_DAY = 1440;

/** Returns the page that lists the monitors of all sets. */
export function monitorsPage(declarations: Readonly<Record<string, AlarmDeclarations>>): string {
  const sections = Object.entries(declarations).map(([name, each]) => setSection(name, each));
  return `# Monitors

This page lists the monitors of each function in \`monitors\`, and of each component that has monitors. \`npm run docs\` generates it. A
\`Monitoring\` creates their alarms and shows all of them; see [Monitoring](monitoring.md).

Each alarm is evaluated as CloudWatch does, over a day in each of these scenarios. The tests prove that exactly the alarms with a dot are
raised, also under all combinations of what CloudWatch does not document. The dimensions and units of all metrics are checked against those
that AWS publishes. Thresholds that depend on an argument are those of the tests.

${alignedTable(
  ["Scenario", "Description"],
  SCENARIO_NAMES.map((name) => [SCENARIOS[name].title, SCENARIOS[name].description]),
).join("\n")}

${sections.join("\n\n")}
`;
}

/** Returns the title of a set in headings: the name of the function or the component. */
export const setTitle = (name: string): string => (/^[A-Z]/.test(name) ? `\`${name}\`` : `\`monitors.${name}\``);

function setSection(name: string, declarations: AlarmDeclarations): string {
  const { monitors } = declarations.monitors;
  const alarms = monitorsWithAlarms(declarations.monitors);
  const shown = monitors.filter(({ alarm }) => alarm === undefined);
  return [
    `## ${setTitle(name)}`,
    `![The dashboard of ${setTitle(name).replaceAll("`", "")} during an outage](images/dashboards/${name}.svg)`,
    alignedTable(
      ["Alarm", "Metric", "Raised", "Severity", "Reason"],
      alarms.map((monitor) => [
        `[${prose(monitor.title)}](runbooks/${monitor.alarm.runbook}.md) (\`${monitor.name}\`)`,
        metricNames(monitor),
        raisedWhen(monitor),
        monitor.alarm.severity,
        `${prose(monitor.alarm.reason)} [Source](${monitor.alarm.source})`,
      ]),
    ).join("\n"),
    ...(shown.length === 0
      ? []
      : [`Also shown: ${shown.map((monitor) => `${prose(monitor.title)} (${metricNames(monitor)})`).join(", ")}.`]),
    alignedTable(
      ["Raised in", ...SCENARIO_NAMES.map((scenario) => SCENARIOS[scenario].title)],
      alarms.map((monitor) => [
        `\`${monitor.name}\``,
        ...SCENARIO_NAMES.map((scenario) => (declarations.outcomes[monitor.name]?.[scenario] === "alarm" ? "●" : "")),
      ]),
    ).join("\n"),
  ].join("\n\n");
}

/** Returns the metrics that a monitor reads, and their statistics. */
export function metricNames({ value }: Monitor): string {
  const metrics = isMetricMath(value) ? Object.values(value.metrics) : [value];
  return [...new Set(metrics.map(({ name, statistic }) => `\`${name}\` (${statistic})`))].join(", ");
}

const UNITS: Readonly<Record<Monitor["unit"], string>> = {
  Bytes: " bytes",
  "Bytes/Second": " bytes per second",
  Count: "",
  "Count/Second": " per second",
  Milliseconds: " ms",
  None: "",
  Percent: " %",
  Seconds: " s",
};

const OPERATORS: Readonly<Record<MonitorAlarm["operator"], string>> = {
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
};

/** Returns when an alarm is raised: `at least 5 % in 3 of 3 periods of a minute`. */
export function raisedWhen({ unit, periodSeconds, alarm }: AlarmMonitor): string {
  const { operator, threshold, datapointsToAlarm, evaluationPeriods } = alarm;
  const number = threshold.toLocaleString("en-US", { maximumFractionDigits: 3 });
  return `${OPERATORS[operator]} ${number}${UNITS[unit]} in ${periodsText(datapointsToAlarm, evaluationPeriods, periodSeconds)}`;
}

function periodsText(datapoints: number, periods: number, periodSeconds: number): string {
  const count = datapoints === periods ? String(periods) : `${datapoints} of ${periods}`;
  const minutes = periodSeconds / MINUTE_SECONDS;
  if (minutes === 1) return periods === 1 ? "a minute" : `${count} minutes`;
  if (periods === 1 && minutes > MINUTES_PER_DAY && minutes % MINUTES_PER_DAY === 0)
    return `${minutes / MINUTES_PER_DAY} days`;
  const length = periodSeconds % MINUTE_SECONDS === 0 ? `${minutes} minutes` : `${periodSeconds} seconds`;
  return periods === 1 ? length : `${count} periods of ${length}`;
}
