import type { ConfiguredRule } from "./configured-rule";
import { hasAllResources, type Plan, type Urn } from "@roadbed/plan";
import type { Evaluation, Finding } from "../model/finding";
import { findingsOf } from "./findings";
import { ResourceGraph } from "../graph/graph";
import type { ResourceRule } from "../authoring/rule";
import { canonicalType } from "../kernel/resource-types";
import { checkedResources } from "./checked-resources";

interface Tally {
  readonly findings: Finding[];
  checkCount: number;
  undecidedCheckCount: number;
}

/**
 * Evaluates every rule, except rules on changes, for every resource of the rule's types, including default providers, but not for resources that the
 * program only reads. The function has no side effects.
 */
export function evaluate(plan: Plan, policies: readonly ConfiguredRule[]): Evaluation {
  const tally: Tally = { findings: [], checkCount: 0, undecidedCheckCount: 0 };
  const byType = rulesByType(policies);
  const checkedOf = checkedResources(plan);
  for (const resource of plan.resources) {
    if (resource.external) continue;
    for (const checked of checkedOf(resource))
      for (const [policy, rule] of byType.get(checked.form.type) ?? [])
        record(
          tally,
          1,
          findingsOf(policy, rule.evaluate(checked, policy.options ?? {}), () => resource),
        );
  }
  evaluateStackRules(plan, policies, tally);
  evaluatePlanRules(plan, policies, tally);
  return {
    ...tally,
    findings: markImplied(tally.findings, policies),
    ruleCount: policies.filter(({ rule }) => rule.kind !== "change").length,
    uncheckedTypes: uncheckedTypes(plan, policies),
  };
}

/** Returns the findings, and marks the violations that a violation of a broader rule at the same path implies. */
function markImplied(findings: readonly Finding[], policies: readonly ConfiguredRule[]): readonly Finding[] {
  const implied = new Map(policies.map(({ rule }) => [rule.id, rule.implies ?? []]));
  const keyOf = ({ urn, path }: Finding, rule: string): string => JSON.stringify([urn, path, rule]);
  const broader = new Map<string, string>();
  for (const finding of findings)
    if (finding.kind === "violation" && finding.path !== undefined)
      for (const rule of implied.get(finding.rule) ?? []) broader.set(keyOf(finding, rule), finding.rule);
  if (broader.size === 0) return findings;
  return findings.map((finding) => {
    const impliedBy = finding.kind === "violation" ? broader.get(keyOf(finding, finding.rule)) : undefined;
    return impliedBy === undefined ? finding : { ...finding, impliedBy };
  });
}

function record(tally: Tally, checks: number, findings: readonly Finding[]): void {
  tally.checkCount += checks;
  tally.undecidedCheckCount += findings.filter(({ kind }) => kind === "undecided").length;
  for (const finding of findings) tally.findings.push(finding);
}

function evaluateStackRules(plan: Plan, policies: readonly ConfiguredRule[], tally: Tally): void {
  const stackRules = policies.filter(({ rule }) => rule.kind === "stack");
  if (stackRules.length === 0) return;
  const graph = new ResourceGraph(plan.resources, hasAllResources(plan));
  for (const policy of stackRules) {
    const resources = graph.managed(policy.rule.types);
    if (resources.length === 0 || policy.rule.kind !== "stack") continue;
    const result = policy.rule.evaluate(graph, policy.options ?? {});
    const violatingResource = (urn?: Urn) => (urn === undefined ? resources[0] : graph.resource(urn));
    record(tally, resources.length, findingsOf(policy, result, violatingResource));
  }
}

function evaluatePlanRules(plan: Plan, policies: readonly ConfiguredRule[], tally: Tally): void {
  const [first] = plan.resources;
  for (const policy of policies) {
    const { rule, options = {} } = policy;
    if (rule.kind !== "plan" || first === undefined || !rule.appliesTo(plan)) continue;
    const byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    const violatingResource = (urn?: Urn) => (urn === undefined ? first : byUrn.get(urn));
    record(tally, 1, findingsOf(policy, rule.evaluate(plan, options), violatingResource));
  }
}

/** Returns the types of the resources that a provider manages and to which no rule applies. */
function uncheckedTypes({ resources }: Plan, policies: readonly ConfiguredRule[]): readonly string[] {
  const checked = new Set(
    policies.flatMap(({ rule }) => (rule.kind === "change" ? [] : rule.types.map(canonicalType))),
  );
  const managed = resources.filter(({ custom, external, type }) => custom && !external && !type.startsWith("pulumi:"));
  const unchecked = managed.filter(({ type }) => !checked.has(canonicalType(type)));
  return [...new Set(unchecked.map(({ type }) => type))].sort();
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
