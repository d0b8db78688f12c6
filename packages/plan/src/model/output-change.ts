import type { OutputChange, Plan } from "./plan";
import { STACK_TYPE } from "./urn";
import { propertyMap, type Properties } from "./value";
import { changedKeys } from "./value-diff";

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
