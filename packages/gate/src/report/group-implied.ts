import type { ReportedFinding } from "../model/verdict";

/** A finding with the findings that it implies. */
export interface FindingGroup {
  readonly finding: ReportedFinding;
  readonly implied: readonly ReportedFinding[];
}

/**
 * Groups violations under the violation of a broader rule at the same path. A blocking finding is never grouped under
 * one that does not block.
 */
export function groupImplied(findings: readonly ReportedFinding[]): readonly FindingGroup[] {
  const keyOf = ({ urn, path }: ReportedFinding, rule: string): string => JSON.stringify([urn, path, rule]);
  const byKey = new Map(findings.map((finding) => [keyOf(finding, finding.rule), finding]));
  const parentOf = (finding: ReportedFinding): ReportedFinding | undefined => {
    const parent = finding.impliedBy === undefined ? undefined : byKey.get(keyOf(finding, finding.impliedBy));
    // A finding that belongs to a group has no group of its own, because reports show only one level.
    if (parent === undefined || parent.impliedBy !== undefined) return undefined;
    return parent.level === "mandatory" || finding.level === "advisory" ? parent : undefined;
  };
  const implied = new Map<ReportedFinding, ReportedFinding[]>();
  const ungrouped = findings.filter((finding) => {
    const parent = parentOf(finding);
    if (parent === undefined) return true;
    implied.set(parent, [...(implied.get(parent) ?? []), finding]);
    return false;
  });
  return ungrouped.map((finding) => ({ finding, implied: implied.get(finding) ?? [] }));
}
