import type { Plan, Urn } from "@roadbed/plan";
import { toCheckedResource, type ConfiguredRule } from "./evaluate";
import type { Finding } from "../model/finding";
import { ResourceGraph } from "../graph/graph";
import type { Rule } from "../authoring/rule";
import type { Read } from "../model/rule-result";

/** Gives what a rule read in the resource of a finding, in the order of the first reads. */
export type FindingReads = (finding: Finding) => readonly Read[];

/**
 * What findings rest on: their rules are asked once more and watched. Of a rule over several resources only what it read
 * in the finding's own counts.
 *
 * @param policies by which the findings were found in the plan; what others found rests on nothing that is known
 */
export function findingReads(plan: Plan, policies: readonly ConfiguredRule[]): FindingReads {
  const byId = new Map(policies.map((policy) => [policy.rule.id, policy]));
  const byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, readonly Read[]>();
  let graph: ResourceGraph | undefined;
  const watch = (rule: Rule, options: ConfiguredRule["options"], urn: Urn): readonly Read[] => {
    if (rule.kind === "stack")
      return rule.evaluate((graph ??= new ResourceGraph(plan.resources)), options ?? {}, true).reads;
    const resource = byUrn.get(urn);
    return resource === undefined ? [] : rule.evaluate(toCheckedResource(resource), options ?? {}, true).reads;
  };
  return ({ rule: id, urn }) => {
    const policy = byId.get(id);
    if (policy === undefined) return [];
    const { rule, options } = policy;
    const key = rule.kind === "stack" ? id : `${id} ${urn}`;
    const reads = known.get(key) ?? watch(rule, options, urn);
    known.set(key, reads);
    return reads.filter((read) => read.urn === undefined || read.urn === urn);
  };
}
