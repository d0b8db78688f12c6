import { isUnknown, type Resource } from "@roadbed/plan";
import { toCheckedResource } from "../evaluation/evaluate";
import { locationsIn, valueAt } from "./edit-inputs";
import { outcomeOf, evaluateRule, remediate, textOf, type Trial } from "./trial";
import type { Variation } from "./variations";

/** Tries the fix of a rule on an example, as it is written and with each thing unknown. Gives whether it mends the first. */
export function tryFix(trial: Trial, variations: readonly Variation[]): boolean {
  const { resources, fault } = trial;
  const mended = resources.filter((resource) => tryOn(trial, resource));
  for (const { path, unknown } of variations)
    for (const resource of unknown)
      tryOn({ ...trial, fault: (message) => fault(`${message}, with an unknown value`, path) }, resource);
  return mended.length > 0;
}

function tryOn({ rule, fault }: Trial, before: Resource): boolean {
  let after: Resource | undefined;
  try {
    // The adapter reports what a fix throws with the next finding only.
    if (rule.kind === "resource") rule.fix?.(toCheckedResource(before), {});
    after = remediate(rule, before);
  } catch (error) {
    fault(`the fix throws: ${textOf(error)}`);
  }
  if (after === undefined) return false;
  const answer = outcomeOf(evaluateRule(rule, [after]));
  if (answer === "violation" || answer === "error") fault(`gives ${answer} after the fix`);
  const { inputs } = after;
  const lost = locationsIn([before]).filter(
    ({ steps }) => isUnknown(valueAt(before.inputs, steps)) && !isUnknown(valueAt(inputs, steps)),
  );
  if (lost.length > 0) fault("the fix overwrites what is not known yet");
  return true;
}
