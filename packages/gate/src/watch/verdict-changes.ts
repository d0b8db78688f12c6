import type { Plan } from "@roadbed/plan";
import type { ReportedFinding, ReportedResource, StackVerdict } from "../model/verdict";
import { reportedResources } from "../verdict/report-model";

/** What differs between two verdicts on a stack. */
export interface VerdictChanges {
  /** The findings that only the later verdict contains. */
  readonly added: readonly ReportedFinding[];
  /** The findings that only the earlier verdict contains. */
  readonly fixed: readonly ReportedFinding[];
  /** The resources that the saved files added, changed, or removed, with the operation relative to the earlier plan. */
  readonly resources: readonly ReportedResource[];
}

/** A verdict together with the plan that was evaluated. */
export interface EvaluatedVerdict {
  readonly verdict: StackVerdict;
  readonly plan: Plan;
}

/** Compares two verdicts on a stack. A finding is the same if its line or its value differs. */
export async function compareVerdicts(now: EvaluatedVerdict, before: EvaluatedVerdict): Promise<VerdictChanges> {
  return {
    added: findingsOnlyIn(now.verdict, before.verdict),
    fixed: findingsOnlyIn(before.verdict, now.verdict),
    resources: await changedResources(now.plan, before.plan),
  };
}

function findingsOnlyIn(verdict: StackVerdict, other: StackVerdict): readonly ReportedFinding[] {
  const counts = new Map<string, number>();
  for (const finding of other.findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return verdict.findings.filter((finding) => {
    const key = keyOf(finding);
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
}

function keyOf({ rule, kind, level, urn, path, message }: ReportedFinding): string {
  return JSON.stringify([rule, kind, level, urn, path, message]);
}

async function changedResources(now: Plan, before: Plan): Promise<readonly ReportedResource[]> {
  const { compareWithBase } = await import("@roadbed/plan/base");
  const resources = reportedResources(compareWithBase(now, before));
  return resources.filter(({ operation }) => operation !== undefined && operation !== "same");
}
