import type { Plan } from "@roadbed/plan";
import type { PlanRule } from "../authoring/rule";
import { policiesOf } from "../crossguard/roadbed-pack";
import { causeMessage, outcomeOf } from "./example-test";
import { metadataIssues } from "./metadata-issues";
import type { RuleTestFailure } from "./rule-test-failure";

/** Tests a plan rule with its examples. Which values a plan rule reads is not known, so there are no variations. */
export function findPlanRuleFailures(rule: PlanRule): readonly RuleTestFailure[] {
  const { pass, fail } = rule.examples;
  return [
    ...metadataIssues(rule).map((message) => ({ message })),
    ...(policiesOf([{ rule, level: "mandatory" }]).length === 0
      ? []
      : [{ message: "a policy pack contains the plan rule" }]),
    ...pass.flatMap((plan, index) => exampleFailures(rule, plan, "pass", index)),
    ...fail.flatMap((plan, index) => exampleFailures(rule, plan, "fail", index)),
  ];
}

function exampleFailures(
  rule: PlanRule,
  plan: Plan,
  label: "pass" | "fail",
  index: number,
): readonly RuleTestFailure[] {
  const options = rule.examples.options ?? {};
  const messages: string[] = [];
  if (!rule.appliesTo(plan)) messages.push("expected a plan that the rule applies to");
  const result = rule.evaluate(plan, options);
  const outcome = outcomeOf(result);
  if (outcome === "error") messages.push(`the check throws an error: ${causeMessage(result.error?.cause)}`);
  else if (outcome !== (label === "pass" ? "pass" : "violation"))
    messages.push(`expected ${label === "pass" ? "a pass" : "a violation"}, got ${outcome}`);
  if (JSON.stringify(rule.evaluate(plan, options)) !== JSON.stringify(result))
    messages.push("a second evaluation returns a different result");
  const urns = new Set(plan.resources.map(({ urn }) => urn));
  for (const { message, urn } of result.violations) {
    if (message.trim() === "" || message.endsWith(".")) messages.push("message: expected a clause without a period");
    if (urn === undefined || !urns.has(urn)) messages.push("expected an issue at a resource of the plan");
  }
  return messages.map((message) => ({ example: `${label}[${index}]`, message }));
}
