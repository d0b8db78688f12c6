import type { Operation, Plan } from "@roadbed/plan";
import type { Finding, Severity } from "@roadbed/policies";
import { PHYSICAL_OPERATIONS, visibleResources } from "./report-model";
import type { Judgement } from "./verdict";

export interface Counts {
  readonly resources: number;
  /** By operation, as the steps name them; the physical halves of a replacement are left out. */
  readonly changes: Readonly<Partial<Record<Operation, number>>>;
  readonly rules: number;
  /** (rule, resource) pairs evaluated. */
  readonly pairs: number;
  readonly violations: { readonly mandatory: number; readonly advisory: number };
  readonly undecided: { readonly mandatory: number; readonly advisory: number };
  /** Answers that are none, since the rule itself failed. */
  readonly errors: { readonly mandatory: number; readonly advisory: number };
  /** What was found before and does not count, by severity. */
  readonly existing: Readonly<Record<Severity, number>>;
}

/** Counts what a plan does and what was found in it; without one, all is 0. */
export function countsOf(judgement: Judgement | undefined): Counts {
  const findings = judgement?.evaluation.findings ?? [];
  const existing = (severity: Severity): number =>
    judgement?.existing?.filter((finding) => finding.severity === severity).length ?? 0;
  const count = (kind: Finding["kind"], level: Finding["level"]): number =>
    findings.filter((finding) => finding.kind === kind && finding.level === level).length;
  const byLevel = (kind: Finding["kind"]) => ({
    mandatory: count(kind, "mandatory"),
    advisory: count(kind, "advisory"),
  });
  return {
    resources: judgement === undefined ? 0 : visibleResources(judgement.plan).length,
    changes: judgement === undefined ? {} : changesIn(judgement.plan),
    rules: judgement?.evaluation.rules ?? 0,
    pairs: judgement?.evaluation.pairs ?? 0,
    violations: byLevel("violation"),
    undecided: byLevel("undecided"),
    errors: byLevel("error"),
    existing: {
      critical: existing("critical"),
      high: existing("high"),
      medium: existing("medium"),
      low: existing("low"),
    },
  };
}

function changesIn(plan: Plan): Counts["changes"] {
  const hidden = new Set(plan.resources.filter(({ implicit }) => implicit === true).map(({ urn }) => urn));
  const counts: Partial<Record<Operation, number>> = {};
  for (const { operation, urn } of plan.steps) {
    if (PHYSICAL_OPERATIONS.includes(operation) || hidden.has(urn)) continue;
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}
