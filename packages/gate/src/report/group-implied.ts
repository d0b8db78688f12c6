import type { ReportedFinding } from "../model/verdict";

/** A finding with those that end with it. */
export interface Gathered {
  readonly finding: ReportedFinding;
  readonly implied: readonly ReportedFinding[];
}

/**
 * Puts violations that are there only since a broader rule is violated at the same place with that one. What blocks is
 * never put with what does not.
 */
export function gathered(findings: readonly ReportedFinding[]): readonly Gathered[] {
  const keyOf = ({ urn, path }: ReportedFinding, rule: string): string => JSON.stringify([urn, path, rule]);
  const byKey = new Map(findings.map((finding) => [keyOf(finding, finding.rule), finding]));
  const broader = (finding: ReportedFinding): ReportedFinding | undefined => {
    const by = finding.impliedBy === undefined ? undefined : byKey.get(keyOf(finding, finding.impliedBy));
    // One that is put with another itself takes none, or they would be lost with it.
    if (by === undefined || by.impliedBy !== undefined) return undefined;
    return by.level === "mandatory" || finding.level === "advisory" ? by : undefined;
  };
  const implied = new Map<ReportedFinding, ReportedFinding[]>();
  const own = findings.filter((finding) => {
    const by = broader(finding);
    if (by === undefined) return true;
    implied.set(by, [...(implied.get(by) ?? []), finding]);
    return false;
  });
  return own.map((finding) => ({ finding, implied: implied.get(finding) ?? [] }));
}
