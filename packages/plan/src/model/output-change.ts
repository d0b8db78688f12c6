import type { Plan } from "./plan";
import { STACK_TYPE } from "./urn";
import { propertyMap, type Properties } from "./value";
import { changedKeys } from "./value-diff";

/** A difference between the outputs of a stack and its outputs in the prior state. */
export interface OutputChange {
  /** The name of the output. */
  readonly name: string;
  /** What happens to the output. An output whose value is unknown counts as updated. */
  readonly operation: "create" | "update" | "delete";
}

/** Returns the differences between two versions of stack outputs, sorted by name. */
export function outputChanges(before: Properties, now: Properties): readonly OutputChange[] {
  return changedKeys(before, now).map((name) => {
    if (!Object.hasOwn(before, name)) return { name, operation: "create" };
    return { name, operation: Object.hasOwn(now, name) ? "update" : "delete" };
  });
}

/** Returns the changes to a stack's outputs since the state that the steps of its plan contain. */
export function outputChangesSinceState({ outputs, steps }: Pick<Plan, "outputs" | "steps">): readonly OutputChange[] {
  const old = steps.find(({ type, operation }) => type === STACK_TYPE && operation !== "delete")?.old;
  return outputChanges(old?.outputs ?? propertyMap(), outputs);
}
