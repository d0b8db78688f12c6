import type { Resource } from "@roadbed/plan";
import { pathSteps } from "../kernel/input-path";
import type { Rule } from "../authoring/rule";
import type { RuleResult } from "../model/rule-result";
import { CandidateValues } from "./candidate-values";
import { withEdit, locationsIn, valueAt } from "./edit-inputs";
import { tryFix } from "./test-fix";
import { metadataIssues } from "./metadata-issues";
import { outcomeOf, compareWithPolicy, evaluateRule, resourcesOf, textOf, type Trial } from "./trial";
import { tryVariation, variationsOf, type Variation } from "./variations";

/** What is wrong with a rule. */
export interface RuleTestFailure {
  /** As `fail[0]`; absent for what concerns the rule as a whole. */
  readonly example?: string;
  /** The place in the inputs that was varied. */
  readonly path?: string;
  readonly message: string;
}

/**
 * Tries a rule on its examples and on variations of them: every value that an example holds or the check reads made
 * unknown, other values in its place, unknown elements in every list; each also as a CrossGuard policy. Gives what is
 * wrong, as sentences.
 */
export function testRule(rule: Rule): readonly RuleTestFailure[] {
  const faults: RuleTestFailure[] = metadataIssues(rule).map((message) => ({ message }));
  const examples = (["pass", "fail"] as const).flatMap((label) =>
    rule.examples[label].map((example, index) => ({
      label,
      name: `${label}[${index}]`,
      resources: resourcesOf(rule, example),
    })),
  );
  const domain = new CandidateValues(
    examples.map(({ resources }) => resources),
    rule.options,
  );
  let isMended = false;
  for (const { label, name, resources } of examples) {
    const found = new Map<string, RuleTestFailure>();
    const fault = (message: string, path?: string) =>
      found.set(`${path ?? ""} ${message}`, { example: name, ...(path !== undefined && { path }), message });
    const trial: Trial = { rule, domain, resources, fault };
    const variations = tryExample(trial, label);
    if (rule.kind === "resource" && rule.fix && tryFix(trial, variations)) isMended = true;
    faults.push(...found.values());
  }
  if (rule.kind === "resource" && rule.fix && !isMended) faults.push({ message: "the fix mends no failing example" });
  return faults;
}

function tryExample(trial: Trial, label: "pass" | "fail"): readonly Variation[] {
  const { rule, resources, fault } = trial;
  const judgement = evaluateRule(rule, resources, true);
  const answer = outcomeOf(judgement);
  if (answer === "error") {
    fault(`the check throws: ${textOf(judgement.error?.cause)}`);
    return [];
  }
  if (answer !== (label === "pass" ? "pass" : "violation")) fault(`gives ${answer} where the example says ${label}`);
  checkAnswer(trial, judgement);
  if (rule.kind === "resource" && rule.forbids) return [];

  const variations = variationsOf(trial, judgement);
  const answers = variations.map((variation) => tryVariation(trial, variation, answer));
  const presenceOnly = judgement.reads.length > 0 && judgement.reads.every(({ how }) => how === "presence");
  if (label === "fail" && !presenceOnly && !answers.includes("undecided"))
    fault("no unknown value leaves the answer open, so the check does not read what it judges");
  return variations;
}

/** Faults in how an example is answered, whatever the answer. */
function checkAnswer(trial: Trial, judgement: RuleResult): void {
  const { rule, resources, fault } = trial;
  const again = evaluateRule(rule, resources, true);
  if (JSON.stringify(again) !== JSON.stringify(judgement)) fault("a second evaluation gives another answer");
  compareWithPolicy(trial, resources, judgement);
  for (const { message, path } of judgement.violations) {
    if (message.trim() === "" || message.endsWith(".")) fault("a message must be a sentence without its full stop");
    if (path !== undefined && !isRead(path, resources, judgement))
      fault(`says the fault is at ${path}, which it does not read`);
  }
  const leaks = (marked: readonly Resource[]) =>
    evaluateRule(rule, marked).violations.some(({ message }) => message.includes(MARK));
  if (withOneTextMarked(resources).some(leaks))
    fault("a message holds a value of the inputs; give { at, message } instead");
}

const MARK = "roadbed-mark";

/** The same resources, once for each text, that one with a mark which no rule has a reason to say. */
function withOneTextMarked(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  return locationsIn(resources).flatMap((spot) => {
    const value = valueAt(resources[spot.resource]?.inputs, spot.steps);
    const marked = typeof value === "string" ? withEdit(resources, spot, value + MARK) : undefined;
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
