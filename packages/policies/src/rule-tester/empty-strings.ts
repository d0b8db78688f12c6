import { locationsIn, valueAt, withEdit } from "./edit-inputs";
import { evaluateRule, outcomeOf, type ExampleTest } from "./example-test";

/**
 * Tests that no string of a passing example can be replaced with an empty string if the rule requires the string. Providers
 * and APIs treat an empty string as "not set". The values in the conditions of policy documents are an exception: IAM
 * compares them as they are, and the value of a tag can be empty.
 */
export function testEmptyStrings({ rule, resources, addFailure }: ExampleTest): void {
  for (const location of locationsIn(resources)) {
    if (typeof valueAt(resources[location.resource]?.inputs, location.steps) !== "string") continue;
    if (location.steps.includes("Condition")) continue;
    const [absent, empty] = [undefined, ""].map((value) => withEdit(resources, location, value));
    if (absent === undefined || empty === undefined) continue;
    if (outcomeOf(evaluateRule(rule, absent)) === "violation" && outcomeOf(evaluateRule(rule, empty)) === "pass")
      addFailure("passes with an empty string, although it requires a value", location.steps.join("."));
  }
}
