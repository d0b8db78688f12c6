export type { Alias, Goal, RegistrationOutcome } from "./goal";
export { Planner } from "./planner";
export { PlanningError } from "./planning-error";
export { PriorState } from "./prior-state";
export { knownFacts, type ReplacementFacts } from "./replacement-facts";
