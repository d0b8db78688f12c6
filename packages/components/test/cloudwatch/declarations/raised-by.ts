import type { Outcome } from "../alarm-declarations";
import { SCENARIO_NAMES, type ScenarioName } from "../scenarios";

/** Returns the outcomes of an alarm that is raised in the listed scenarios, and in no other. */
export const raisedBy = (...scenarios: ScenarioName[]): Readonly<Record<ScenarioName, Outcome>> =>
  Object.fromEntries(SCENARIO_NAMES.map((name) => [name, scenarios.includes(name) ? "alarm" : "silent"])) as Record<
    ScenarioName,
    Outcome
  >;
