import { isUnknown, type Resource } from "@roadbed/plan";
import { replacementOf } from "@roadbed/plan/facts";
import { subjectOf } from "../evaluate";
import type { Rule } from "../model";
import { spotsOf, valueAt } from "./edit";
import { answerOf, judge, remediated, textOf, type Trial } from "./trial";
import type { Variation } from "./vary";

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
    after = remediated(rule, before);
    for (const path of changedBy(rule, before))
      if (replacementOf(before.type, [path]) !== "no") fault(`the fix sets ${path}, which may replace the resource`);
  } catch (error) {
    fault(`the fix throws: ${textOf(error)}`);
  }
  if (after === undefined) return false;
  const answer = answerOf(judge(rule, [after]));
  if (answer === "violation" || answer === "error") fault(`gives ${answer} after the fix`);
  const { inputs } = after;
  const lost = spotsOf([before]).filter(
    ({ steps }) => isUnknown(valueAt(before.inputs, steps)) && !isUnknown(valueAt(inputs, steps)),
  );
  if (lost.length > 0) fault("the fix overwrites what is not known yet");
  return true;
}

const changedBy = (rule: Rule, resource: Resource): readonly string[] =>
  rule.kind === "resource" ? (rule.fix?.(subjectOf(resource), {}) ?? []).map(({ path }) => path) : [];
