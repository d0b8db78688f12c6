import { isMetricMath } from "../../src/aws/monitors/metric";
import { hasAlarm, type AlarmMonitor, type Monitor, type MonitorSet } from "../../src/aws/monitors/monitor";
import { entersAlarm } from "./alarm-history";
import type { Assumptions } from "./evaluation-range";
import type { MetricSource } from "./metric-reader";
import { SCENARIO_NAMES, SCENARIOS, type ScenarioName } from "./scenarios";

/** Whether an alarm must be raised in a scenario, or must not. */
export type Outcome = "alarm" | "silent";

/** What each alarm of a monitor set does in each scenario. A new alarm or scenario does not compile without a decision. */
export interface AlarmDeclarations {
  readonly monitors: MonitorSet;
  /** The metrics of the scenarios. */
  readonly source: MetricSource;
  /** The outcomes by monitor and scenario. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<ScenarioName, Outcome>>>>;
  /** The assumptions to prove the alarms with. @default ASSUMPTIONS */
  readonly assumptions?: readonly Assumptions[];
}

/** All combinations of what CloudWatch does not document. */
export const ASSUMPTIONS: readonly Assumptions[] = [0, 5].flatMap((extraPeriods) =>
  [true, false].map((fillsEmptySeries) => ({ extraPeriods, fillsEmptySeries, delayMinutes: 0 })),
);

/** Returns the monitors that have alarms. */
export const monitorsWithAlarms = ({ monitors }: MonitorSet): AlarmMonitor[] => monitors.filter(hasAlarm);

/**
 * Evaluates each alarm in each scenario under each assumption.
 *
 * @returns descriptions of what contradicts the declarations
 */
export function findContradictions(declarations: AlarmDeclarations): string[] {
  const { monitors, source, outcomes, assumptions = ASSUMPTIONS } = declarations;
  return monitorsWithAlarms(monitors).flatMap((monitor) =>
    SCENARIO_NAMES.flatMap((scenario) => {
      const declared = outcomes[monitor.name]?.[scenario];
      if (declared === undefined) throw new Error(`${monitor.name} does not declare its outcome for ${scenario}`);
      const relevant = assumptions.filter(({ fillsEmptySeries }) => fillsEmptySeries || isMetricMath(monitor.value));
      const contradicting = relevant.filter((each) => outcomeOf(monitor, scenario, source, each) !== declared);
      if (contradicting.length === 0) return [];
      const count = `${contradicting.length} of ${relevant.length} assumptions`;
      return [`${monitor.name} is not ${declared} in ${scenario} under ${count}: ${JSON.stringify(contradicting[0])}`];
    }),
  );
}

function outcomeOf(monitor: Monitor, scenario: ScenarioName, source: MetricSource, assumptions: Assumptions): Outcome {
  return entersAlarm(monitor, SCENARIOS[scenario], source, assumptions) ? "alarm" : "silent";
}

/** Returns a Markdown table with the outcome of each alarm in each scenario. */
export function outcomesTable({ monitors, outcomes }: AlarmDeclarations): string {
  const titles = SCENARIO_NAMES.map((name) => SCENARIOS[name].title);
  const rows = monitorsWithAlarms(monitors).map(({ name, title, alarm }) => [
    title,
    alarm.severity,
    ...SCENARIO_NAMES.map((scenario) => (outcomes[name]?.[scenario] === "alarm" ? "alarm" : "–")),
  ]);
  const header = ["Alarm", "Severity", ...titles];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
