import type { Resource } from "@roadbed/plan";
import { pathSteps } from "../kernel/input-path";
import type { Rule } from "../authoring/rule";
import type { RuleTestFailure } from "./rule-test-failure";
import type { RuleResult } from "../model/rule-result";
import { CandidateValues } from "./candidate-values";
import { withEdit, locationsIn, valueAt } from "./edit-inputs";
import { testEmptyStrings } from "./empty-strings";
import { findChangeRuleFailures } from "./test-change-rule";
import { findPlanRuleFailures } from "./test-plan-rule";
import { testFix } from "./test-fix";
import { metadataIssues } from "./metadata-issues";
import {
  outcomeOf,
  compareWithPolicy,
  evaluateRule,
  resourcesOf,
  causeMessage,
  type ExampleTest,
} from "./example-test";
import { testVariation, variationsOf, type Variation } from "./variations";

/**
 * Tests a rule with its examples and with variations of them. In the variations, each value that an example contains or
 * that the check reads is unknown or replaced by other values, and an unknown element is inserted into each array. Every
 * example and variation is evaluated both as a rule and as a CrossGuard policy. A plan rule is tested only with its
 * examples.
 *
 * @returns all failures; an empty array if the rule passes
 */
export function findRuleFailures(rule: Rule): readonly RuleTestFailure[] {
  if (rule.kind === "plan") return findPlanRuleFailures(rule);
  if (rule.kind === "change") return findChangeRuleFailures(rule);
  const failures: RuleTestFailure[] = metadataIssues(rule).map((message) => ({ message }));
  const examples = (["pass", "fail"] as const).flatMap((label) =>
    rule.examples[label].map((example, index) => ({
      label,
      name: `${label}[${index}]`,
      resources: resourcesOf(rule, example),
    })),
  );
  const candidates = new CandidateValues(
    examples.map(({ resources }) => resources),
    rule.options,
  );
  let isFixed = false;
  for (const { label, name, resources } of examples) {
    const exampleFailures = new Map<string, RuleTestFailure>();
    const addFailure = (message: string, path?: string) =>
      exampleFailures.set(`${path ?? ""} ${message}`, { example: name, ...(path !== undefined && { path }), message });
    const test: ExampleTest = { rule, candidates, resources, addFailure };
    const variations = testExample(test, label);
    if (rule.kind === "resource" && rule.fix && testFix(test, variations)) isFixed = true;
    failures.push(...exampleFailures.values());
  }
  if (rule.kind === "resource" && rule.fix && !isFixed)
    failures.push({ message: "the fix does not change any failing example" });
  return failures;
}

function testExample(test: ExampleTest, label: "pass" | "fail"): readonly Variation[] {
  const { rule, resources, addFailure } = test;
  const result = evaluateRule(rule, resources, true);
  const outcome = outcomeOf(result);
  if (outcome === "error") {
    addFailure(`the check throws an error: ${causeMessage(result.error?.cause)}`);
    return [];
  }
  if (outcome !== (label === "pass" ? "pass" : "violation"))
    addFailure(`expected ${label === "pass" ? "a pass" : "a violation"}, got ${outcome}`);
  testResult(test, result);
  if (rule.kind === "resource" && rule.forbidsResource) return [];
  if (outcome === "pass") testEmptyStrings(test);

  const variations = variationsOf(test, result);
  const outcomes = variations.map((variation) => testVariation(test, variation, outcome));
  const readsPresenceOnly = result.reads.length > 0 && result.reads.every(({ kind }) => kind === "presence");
  if (label === "fail" && !readsPresenceOnly && !outcomes.includes("undecided"))
    addFailure("no unknown value makes the result undecided, so the check does not read what it checks");
  return variations;
}

/** Tests requirements that do not depend on the outcome of an example. */
function testResult(test: ExampleTest, result: RuleResult): void {
  const { rule, resources, addFailure } = test;
  const again = evaluateRule(rule, resources, true);
  if (JSON.stringify(again) !== JSON.stringify(result)) addFailure("a second evaluation returns a different result");
  compareWithPolicy(test, resources, result);
  for (const { message, path } of result.violations) {
    if (message.trim() === "" || message.endsWith(".")) addFailure("message: expected a clause without a period");
    if (path !== undefined && !isRead(path, resources, result))
      addFailure(`the issue is at ${path}, which the check does not read`);
  }
  const leaks = (marked: readonly Resource[]) =>
    evaluateRule(rule, marked).violations.some(({ message }) => message.includes(MARK));
  if (withOneStringMarked(resources).some(leaks))
    addFailure("a message contains an input value. Return { at, message } instead.");
}

/** A string that no message contains unless the message quotes an input value. */
const MARK = "roadbed-mark";

/** Returns the resources once for each string, with a marker appended to that string. */
function withOneStringMarked(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  return locationsIn(resources).flatMap((location) => {
    const value = valueAt(resources[location.resource]?.inputs, location.steps);
    const marked = typeof value === "string" ? withEdit(resources, location, value + MARK) : undefined;
    return marked ? [marked] : [];
  });
}

function isRead(path: string, resources: readonly Resource[], { reads }: RuleResult): boolean {
  if (path === "" || reads.some((read) => read.path === path)) return true;
  return (
    resources.some(({ inputs }) => valueAt(inputs, pathSteps(path)) !== undefined) &&
    reads.some((read) => read.path.startsWith(path))
  );
}
