import { hasAllResources, type Plan, type Urn } from "@roadbed/plan";
import { canonicalType } from "../kernel/resource-types";
import { checkedResources } from "./checked-resources";
import type { ConfiguredRule } from "./configured-rule";
import type { Finding } from "../model/finding";
import { ResourceGraph } from "../graph/graph";
import type { Rule } from "../authoring/rule";
import type { InputRead } from "../model/rule-result";

/** Returns what a finding's rule reads in the finding's resource, in the order of the first reads. */
export type FindingReads = (finding: Finding) => readonly InputRead[];

/**
 * Returns a function that determines what a finding depends on, by evaluating the finding's rule again with tracing. For
 * stack rules, only reads in the finding's resource count. Plan rules do not record what they read.
 *
 * @param policies - the rules that reported the findings; the result is empty for findings of other rules
 */
export function findingReads(plan: Plan, policies: readonly ConfiguredRule[]): FindingReads {
  const byId = new Map(policies.map((policy) => [policy.rule.id, policy]));
  const byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const checkedOf = checkedResources(plan);
  const cache = new Map<string, readonly InputRead[]>();
  let graph: ResourceGraph | undefined;
  const trace = (rule: Rule, options: ConfiguredRule["options"], urn: Urn): readonly InputRead[] => {
    if (rule.kind === "plan" || rule.kind === "change") return [];
    if (rule.kind === "stack")
      return rule.evaluate((graph ??= new ResourceGraph(plan.resources, hasAllResources(plan))), options ?? {}, true)
        .reads;
    const resource = byUrn.get(urn);
    const types = new Set(rule.types.map(canonicalType));
    return (resource === undefined ? [] : checkedOf(resource))
      .filter(({ form }) => types.has(form.type))
      .flatMap((checked) => rule.evaluate(checked, options ?? {}, true).reads);
  };
  return ({ rule: id, urn }) => {
    const policy = byId.get(id);
    if (policy === undefined) return [];
    const { rule, options } = policy;
    const key = rule.kind === "stack" ? id : `${id} ${urn}`;
    const reads = cache.get(key) ?? trace(rule, options, urn);
    cache.set(key, reads);
    return reads.filter((read) => read.urn === undefined || read.urn === urn);
  };
}
