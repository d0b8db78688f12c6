import { isProperties, unwrapSecret, type Plan, type Properties, type Value } from "@roadbed/plan";
import type { ChangeWarning } from "../../model/change-warning";
import { memberOf, parsePath } from "../../redaction/value-path";
import { changesIn, createWarning } from "./warned-change";

/**
 * Warns about replaced resources with `ignoreChanges`. Pulumi applies the option only to updates: a replacement takes
 * the values of the program, even if another system has changed them since, as autoscaling does.
 */
export function ignoredChangeWarnings(plan: Plan): readonly ChangeWarning[] {
  return changesIn(plan).flatMap(({ step: { operation }, resource }) => {
    const { inputs, options } = resource;
    const taken = operation === "replace" ? (options.ignoreChanges ?? []).filter((path) => isSet(inputs, path)) : [];
    if (taken.length === 0) return [];
    return [
      createWarning(resource, {
        code: "ignore-changes-not-applied",
        message: `the replacement does not ignore changes: it takes the program's values of ${taken.join(", ")}`,
        remedy: "Set these inputs to the current values of the resource before you deploy.",
      }),
    ];
  });
}

/** Whether the program sets the input at a path. A path with a wildcard is set if its start is set. */
function isSet(inputs: Properties, path: string): boolean {
  let value: Value | undefined = inputs;
  for (const step of parsePath(path.replace(/[.[]?\*.*$/, ""))) {
    if (value === undefined) return false;
    value = memberOf(unwrapSecret(value), step);
  }
  return value !== undefined && !(isProperties(value) && Object.keys(value).length === 0);
}
