import type { Operation, Plan } from "@roadbed/plan";
import type { Evaluation, Finding, Severity } from "@roadbed/policies";
import type { Counts } from "../model/verdict";
import { PHYSICAL_OPERATIONS, visibleResources } from "./report-model";

/** Returns the numbers of resources, changes, and findings in a plan. */
export function countsOf(
  plan: Plan,
  { findings, ruleCount, checkCount }: Evaluation,
  existing: readonly Finding[],
): Counts {
  const countExisting = (severity: Severity): number =>
    existing.filter((finding) => finding.severity === severity).length;
  const count = (kind: Finding["kind"], level: Finding["level"]): number =>
    findings.filter((finding) => finding.kind === kind && finding.level === level).length;
  const byLevel = (kind: Finding["kind"]) => ({
    mandatory: count(kind, "mandatory"),
    advisory: count(kind, "advisory"),
  });
  return {
    resources: visibleResources(plan).length,
    changes: changesIn(plan),
    rules: ruleCount,
    checks: checkCount,
    violations: byLevel("violation"),
    undecided: byLevel("undecided"),
    errors: byLevel("error"),
    existing: {
      critical: countExisting("critical"),
      high: countExisting("high"),
      medium: countExisting("medium"),
      low: countExisting("low"),
    },
  };
}

/** The counts of a stack without a plan. */
export const NO_COUNTS: Counts = {
  resources: 0,
  changes: {},
  rules: 0,
  checks: 0,
  violations: { mandatory: 0, advisory: 0 },
  undecided: { mandatory: 0, advisory: 0 },
  errors: { mandatory: 0, advisory: 0 },
  existing: { critical: 0, high: 0, medium: 0, low: 0 },
};

function changesIn(plan: Plan): Counts["changes"] {
  const hidden = new Set(plan.resources.filter(({ implicit }) => implicit === true).map(({ urn }) => urn));
  const counts: Partial<Record<Operation, number>> = {};
  for (const { operation, urn, old } of plan.steps) {
    if (PHYSICAL_OPERATIONS.includes(operation) || hidden.has(urn) || old?.implicit === true) continue;
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}
