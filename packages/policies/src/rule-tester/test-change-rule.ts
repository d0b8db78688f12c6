import { isList, isProperties, type Plan, type Resource, type Value } from "@roadbed/plan";
import { compareWithBase } from "@roadbed/plan/base";
import type { ChangeExample, ChangeRule } from "../authoring/rule";
import { PlannedChanges } from "../changes/planned-changes";
import type { RuleResult } from "../model/rule-result";
import { causeMessage, outcomeOf } from "./example-test";
import { metadataIssues } from "./metadata-issues";
import type { RuleTestFailure } from "./rule-test-failure";

/** Tests a rule on changes with its examples, as written and with a marker in each string of the inputs. */
export function findChangeRuleFailures(rule: ChangeRule): readonly RuleTestFailure[] {
  const { pass, fail } = rule.examples;
  return [
    ...metadataIssues(rule).map((message) => ({ message })),
    ...pass.flatMap((example, index) => exampleFailures(rule, example, "pass", index)),
    ...fail.flatMap((example, index) => exampleFailures(rule, example, "fail", index)),
  ];
}

/** Returns the plan of an example with its steps. */
export function changedPlan({ before, after, steps }: ChangeExample): Plan {
  return steps === undefined ? compareWithBase(after, before) : { ...after, priorState: "base", steps };
}

function exampleFailures(
  rule: ChangeRule,
  example: ChangeExample,
  label: "pass" | "fail",
  index: number,
): readonly RuleTestFailure[] {
  const messages: string[] = [];
  const plan = changedPlan(example);
  const evaluate = (): RuleResult => rule.evaluate(new PlannedChanges(plan), rule.examples.options ?? {});
  const result = evaluate();
  const outcome = outcomeOf(result);
  if (outcome === "error") messages.push(`the check throws an error: ${causeMessage(result.error?.cause)}`);
  else if (outcome !== (label === "pass" ? "pass" : "violation"))
    messages.push(`expected ${label === "pass" ? "a pass" : "a violation"}, got ${outcome}`);
  if (JSON.stringify(evaluate()) !== JSON.stringify(result))
    messages.push("a second evaluation returns a different result");
  const changes = new PlannedChanges(plan);
  for (const { message, urn } of result.violations) {
    if (message.trim() === "" || message.endsWith(".")) messages.push("message: expected a clause without a period");
    if (urn === undefined || changes.of(urn) === undefined) messages.push("expected an issue at a changed resource");
  }
  const marked = { ...example, before: withMarks(example.before), after: withMarks(example.after) };
  const quoted = rule
    .evaluate(new PlannedChanges(changedPlan(marked)), rule.examples.options ?? {})
    .violations.some(({ message }) => message.includes(MARK));
  if (quoted) messages.push("a message contains an input value");
  return messages.map((message) => ({ example: `${label}[${index}]`, message }));
}

/** A string that no message contains unless the message quotes an input value. */
const MARK = "roadbed-mark";

const withMarks = (plan: Plan): Plan => ({
  ...plan,
  resources: plan.resources.map((resource): Resource => ({ ...resource, inputs: marked(resource.inputs) })),
});

function marked<V extends Value>(value: V): V;
function marked(value: Value): Value {
  if (typeof value === "string") return value + MARK;
  if (isList(value)) return value.map((element) => marked(element));
  if (isProperties(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member)]));
  return value;
}
