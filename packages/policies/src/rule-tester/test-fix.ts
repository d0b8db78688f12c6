import { isUnknown, type Resource } from "@roadbed/plan";
import { toCheckedResource } from "../evaluation/checked-resources";
import { locationsIn, valueAt } from "./edit-inputs";
import { outcomeOf, evaluateRule, remediate, causeMessage, type ExampleTest } from "./example-test";
import type { Variation } from "./variations";

/** Tests a rule's fix on an example, as written and with each value unknown. Returns whether the fix changes the example. */
export function testFix(test: ExampleTest, variations: readonly Variation[]): boolean {
  const { resources, addFailure } = test;
  const fixed = resources.filter((resource) => testFixOn(test, resource));
  for (const { path, unknown } of variations)
    for (const resource of unknown)
      testFixOn({ ...test, addFailure: (message) => addFailure(`${message}, with an unknown value`, path) }, resource);
  return fixed.length > 0;
}

function testFixOn({ rule, addFailure }: ExampleTest, before: Resource): boolean {
  let after: Resource | undefined;
  try {
    // Calls the fix directly, because a policy pack reports an error in a fix only with the next finding.
    if (rule.kind === "resource") rule.fix?.(toCheckedResource(before), rule.examples.options ?? {});
    after = remediate(rule, before);
  } catch (error) {
    addFailure(`the fix throws an error: ${causeMessage(error)}`);
  }
  if (after === undefined) return false;
  const outcome = outcomeOf(evaluateRule(rule, [after]));
  if (outcome === "violation" || outcome === "error") addFailure(`expected a pass after the fix, got ${outcome}`);
  const { inputs } = after;
  const lost = locationsIn([before]).filter(
    ({ steps }) => isUnknown(valueAt(before.inputs, steps)) && !isUnknown(valueAt(inputs, steps)),
  );
  if (lost.length > 0) addFailure("the fix overwrites an unknown value");
  return true;
}
