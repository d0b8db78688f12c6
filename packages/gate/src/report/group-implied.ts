import type { ReportedFinding } from "../model/verdict";

/** A finding with the findings that it covers. */
export interface FindingGroup {
  readonly finding: ReportedFinding;
  readonly implied: readonly ReportedFinding[];
}

/**
 * Groups violations under the violation of a broader rule at the same path. A blocking finding is never grouped under one
 * that does not block.
 */
export function groupImplied(findings: readonly ReportedFinding[]): readonly FindingGroup[] {
  const keyOf = ({ urn, path }: ReportedFinding, rule: string): string => JSON.stringify([urn, path, rule]);
  const byKey = new Map(findings.map((finding) => [keyOf(finding, finding.rule), finding]));
  const broader = (finding: ReportedFinding): ReportedFinding | undefined => {
    const by = finding.impliedBy === undefined ? undefined : byKey.get(keyOf(finding, finding.impliedBy));
    // A finding that is grouped itself covers no others, because reports show one level only.
    if (by === undefined || by.impliedBy !== undefined) return undefined;
    return by.level === "mandatory" || finding.level === "advisory" ? by : undefined;
  };
  const implied = new Map<ReportedFinding, ReportedFinding[]>();
  const ungrouped = findings.filter((finding) => {
    const by = broader(finding);
    if (by === undefined) return true;
    implied.set(by, [...(implied.get(by) ?? []), finding]);
    return false;
  });
  return ungrouped.map((finding) => ({ finding, implied: implied.get(finding) ?? [] }));
}
