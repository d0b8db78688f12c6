import { isProperties, parsePropertyPath, resetPath, type Properties } from "../model";
import type { StateResource } from "../state";
import type { Goal } from "./goal";

/** Inputs in which ignored changes are reset to the old values. */
export interface ResetInputs {
  readonly inputs: Properties;
  /** The paths in `ignoreChanges` that could not be reset. */
  readonly skipped: readonly string[];
}

/** Resets the changes that the option `ignoreChanges` of a resource names. */
export function resetIgnored({ options }: Goal, old: StateResource, changed: Properties): ResetInputs {
  let inputs = changed;
  const skipped: string[] = [];
  for (const ignored of options.ignoreChanges ?? []) {
    const path = parsePropertyPath(ignored);
    const reset = path === undefined ? inputs : resetPath(path, old.inputs, inputs);
    if (isProperties(reset)) inputs = reset;
    else skipped.push(ignored);
  }
  return { inputs, skipped };
}
