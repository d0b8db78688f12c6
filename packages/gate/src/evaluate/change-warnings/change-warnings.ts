import type { Plan } from "@roadbed/plan";
import type { ChangeWarning } from "../../model/change-warning";
import { inUseWarnings } from "./deleted-while-in-use";
import { ignoredChangeWarnings } from "./ignored-changes";
import { importWarnings } from "./imported-resources";
import { takenNameWarnings } from "./taken-names";

const CHECKS: readonly ((plan: Plan) => readonly ChangeWarning[])[] = [
  takenNameWarnings,
  inUseWarnings,
  importWarnings,
  ignoredChangeWarnings,
];

/**
 * Returns the changes in a plan that are likely to fail or to have a different effect than the program suggests. Without
 * a prior state, only imports are changes of existing resources.
 */
export function changeWarnings(plan: Plan): readonly ChangeWarning[] {
  return CHECKS.flatMap((check) => check(plan));
}
