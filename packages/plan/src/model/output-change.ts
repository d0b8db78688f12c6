import type { AssumedUnchangedProperty, OutputChange, Plan, Step } from "./plan";
import { STACK_TYPE } from "./urn";
import { propertyMap, type Properties } from "./value";
import { changedKeys, hiddenPaths } from "./value-diff";

/** Returns the differences between two versions of stack outputs, sorted by name. */
export function outputChanges(before: Properties, now: Properties): readonly OutputChange[] {
  return changedKeys(before, now).map((name) => {
    if (!Object.hasOwn(before, name)) return { name, operation: "create" };
    return { name, operation: Object.hasOwn(now, name) ? "update" : "delete" };
  });
}

/** Returns the changes to a stack's outputs since the state that the steps of its plan contain. */
export function outputChangesSinceState({ outputs, steps }: Pick<Plan, "outputs" | "steps">): readonly OutputChange[] {
  return outputChanges(stackStep(steps)?.old?.outputs ?? propertyMap(), outputs);
}

/**
 * Returns the secret outputs of a stack that cannot be compared, because the state was exported without secrets, or because
 * the CLI masks them. They do not count as changed.
 */
export function unreadableOutputs({ outputs, steps }: Pick<Plan, "outputs" | "steps">): AssumedUnchangedProperty[] {
  const { urn, old } = stackStep(steps) ?? {};
  if (urn === undefined || old === undefined) return [];
  return hiddenPaths(old.outputs, outputs).map((path) => ({ urn, path }));
}

const stackStep = (steps: readonly Step[]): Step | undefined =>
  steps.find(({ type, operation }) => type === STACK_TYPE && operation !== "delete");
