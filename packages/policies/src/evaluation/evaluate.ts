import type { Plan, Resource, Urn } from "@roadbed/plan";
import type { Evaluation, Finding, Level } from "../model/finding";
import { findingsOf } from "./findings";
import { ResourceGraph } from "../graph/graph";
import { CheckedResource } from "../kernel/checked-resource";
import type { ResourceRule, Rule } from "../authoring/rule";
import type { OptionValues } from "../model/rule-options";
import { canonicalType, resourceForm } from "../kernel/resource-types";

/** A rule as it is to be applied: `configure` makes these. */
export interface ConfiguredRule {
  readonly rule: Rule;
  readonly level: Level;
  /** Whether packs apply the rule's fix before they judge. What they deploy then differs from what the program says. */
  readonly remediate?: boolean;
  /** Values that differ from the options' defaults. */
  readonly options?: OptionValues;
  /**
   * `block`: an unknown value of which only the presence was asked is not taken to be set, but leaves the rule undecided.
   * @default "advise"
   */
  readonly undecided?: "advise" | "block";
}

interface Tally {
  readonly findings: Finding[];
  pairs: number;
  undecidedPairs: number;
}

/**
 * Applies every rule to every resource it is written for. Pure. Resources that are only read are not judged; those that
 * the engine makes by itself (default providers) are, by rules on their type.
 */
export function evaluate(plan: Plan, policies: readonly ConfiguredRule[]): Evaluation {
  const tally: Tally = { findings: [], pairs: 0, undecidedPairs: 0 };
  const byType = rulesByType(policies);
  for (const resource of plan.resources) {
    const applicable = byType.get(resourceForm(resource.type).type);
    if (applicable === undefined || resource.external) continue;
    const subject = toCheckedResource(resource);
    for (const [policy, rule] of applicable)
      record(
        tally,
        1,
        findingsOf(policy, rule.evaluate(subject, policy.options ?? {}), () => resource),
      );
  }
  evaluateStackRules(plan, policies, tally);
  return { ...tally, findings: withImplied(tally.findings, policies), rules: policies.length };
}

/** Notes which findings are there only since a broader rule is violated at the same place. */
function withImplied(findings: readonly Finding[], policies: readonly ConfiguredRule[]): readonly Finding[] {
  const implied = new Map(policies.map(({ rule }) => [rule.id, rule.implies ?? []]));
  const placeOf = ({ urn, path }: Finding, rule: string): string => JSON.stringify([urn, path, rule]);
  const broader = new Map<string, string>();
  for (const finding of findings)
    if (finding.kind === "violation" && finding.path !== undefined)
      for (const rule of implied.get(finding.rule) ?? []) broader.set(placeOf(finding, rule), finding.rule);
  if (broader.size === 0) return findings;
  return findings.map((finding) => {
    const impliedBy = finding.kind === "violation" ? broader.get(placeOf(finding, finding.rule)) : undefined;
    return impliedBy === undefined ? finding : { ...finding, impliedBy };
  });
}

function record(tally: Tally, pairs: number, findings: readonly Finding[]): void {
  tally.pairs += pairs;
  tally.undecidedPairs += findings.filter(({ kind }) => kind === "undecided").length;
  for (const finding of findings) tally.findings.push(finding);
}

function evaluateStackRules(plan: Plan, policies: readonly ConfiguredRule[], tally: Tally): void {
  const ofStack = policies.filter(({ rule }) => rule.kind === "stack");
  if (ofStack.length === 0) return;
  const graph = new ResourceGraph(plan.resources);
  for (const policy of ofStack) {
    const judged = graph.managed(policy.rule.types);
    if (judged.length === 0 || policy.rule.kind !== "stack") continue;
    const judgement = policy.rule.evaluate(graph, policy.options ?? {});
    const culprit = (urn?: Urn) => (urn === undefined ? judged[0] : graph.resource(urn));
    record(tally, judged.length, findingsOf(policy, judgement, culprit));
  }
}

function rulesByType(
  policies: readonly ConfiguredRule[],
): ReadonlyMap<string, readonly [ConfiguredRule, ResourceRule][]> {
  const byType = new Map<string, [ConfiguredRule, ResourceRule][]>();
  for (const policy of policies) {
    const { rule } = policy;
    if (rule.kind !== "resource") continue;
    for (const type of new Set(rule.types.map(canonicalType))) {
      const rules = byType.get(type);
      if (rules) rules.push([policy, rule]);
      else byType.set(type, [[policy, rule]]);
    }
  }
  return byType;
}

/** The resource as rules on one resource see it. */
export function toCheckedResource({ urn, name, type, inputs, options }: Resource): CheckedResource {
  return new CheckedResource({
    urn,
    name,
    type,
    inputs,
    protect: options.protect,
    ignoreChanges: options.ignoreChanges,
  });
}
