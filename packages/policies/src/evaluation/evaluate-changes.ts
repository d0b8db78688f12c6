import type { Plan } from "@roadbed/plan";
import { PlannedChanges } from "../changes/planned-changes";
import type { Finding } from "../model/finding";
import type { ConfiguredRule } from "./configured-rule";
import { findingsOf, type ViolatingResource } from "./findings";

/** The result of the rules on changes for a plan. */
export interface ChangeEvaluation {
  /** The findings of the rules on changes. */
  readonly findings: readonly Finding[];
  /** The number of rules that were evaluated. Without a prior state, only the rules on imports have something to check. */
  readonly ruleCount: number;
  /** The number of pairs of a rule and a changed resource that were evaluated. */
  readonly checkCount: number;
}

/**
 * Evaluates the rules on changes, which `evaluate` leaves out.
 *
 * @param plan - a plan with its final steps
 */
export function evaluateChanges(plan: Plan, policies: readonly ConfiguredRule[]): ChangeEvaluation {
  const changes = new PlannedChanges(plan);
  if (changes.all.length === 0) return { findings: [], ruleCount: 0, checkCount: 0 };
  const [first] = changes.all;
  const resourceOf = (urn = first?.urn ?? ""): ViolatingResource | undefined => {
    const change = changes.of(urn);
    const resource = change?.after ?? change?.before;
    return change === undefined || resource === undefined
      ? undefined
      : { ...resource, urn, operation: change.operation };
  };
  const evaluated = policies.flatMap((policy) =>
    policy.rule.kind === "change"
      ? [findingsOf(policy, policy.rule.evaluate(changes, policy.options ?? {}), resourceOf)]
      : [],
  );
  return {
    findings: evaluated.flat(),
    ruleCount: evaluated.length,
    checkCount: evaluated.length * changes.all.length,
  };
}
