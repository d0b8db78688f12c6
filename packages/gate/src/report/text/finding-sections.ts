import type { ReportedFinding } from "../../model/verdict";
import { counted } from "../../util/counted";
import { grouped } from "../../util/grouped";
import { blocks, groupByResource, type ResourceFindings } from "./finding-groups";
import { fullLines, type FindingContext } from "./finding-lines";
import { foldedLines, foldedResource } from "./folded-lines";

/** Options that select the findings that a report prints. */
export interface FindingOptions {
  /** Whether to print only the findings that block. */
  readonly quiet: boolean;
  /** Whether to print advisory findings in full rather than name them. */
  readonly advisories: boolean;
}

/** The maximum number of findings in full. */
const MAX_FULL = 200;
/** The maximum numbers of resources with undecided findings, and of others without findings in full. */
const MAX_UNDECIDED = 50;
const MAX_FOLDED = 10;

/**
 * Returns the findings of a stack as paragraphs: first, for each file, the resources with findings in full, then the
 * resources whose findings are only named. Findings that block, and findings about changes, are always printed in full.
 */
export function findingSections(
  findings: readonly ReportedFinding[],
  { quiet, advisories }: FindingOptions,
  context: FindingContext,
): readonly (readonly string[])[] {
  const shown = quiet ? findings.filter(blocks) : findings;
  // A finding about a change is about this deployment, so it is printed in full even if it does not block.
  const isFull = (finding: ReportedFinding): boolean => advisories || blocks(finding) || finding.change !== undefined;
  const groups = groupByResource(shown, isFull);
  const full = groups.filter(({ entries }) => entries.length > 0);
  const others = groups.filter(({ entries }) => entries.length === 0);
  const undecided = others.filter((group) => group.undecided.length > 0);
  const folded = others.filter((group) => group.undecided.length === 0);
  const fullCount = countWithin(full, MAX_FULL);
  const omitted = [...full.slice(fullCount), ...undecided.slice(MAX_UNDECIDED), ...folded.slice(MAX_FOLDED)];
  const byFile = grouped(full.slice(0, fullCount), ({ resources: [first] }) => first.source?.file);
  const paragraphs = [...byFile.values()].map((file) =>
    file.flatMap((group) => [...fullLines(group, context), ...foldedLines(group, context)]),
  );
  const last = [
    ...(paragraphs.pop() ?? []),
    ...[...undecided.slice(0, MAX_UNDECIDED), ...folded.slice(0, MAX_FOLDED)].flatMap((group) =>
      foldedResource(group, context),
    ),
    ...(omitted.length === 0 ? [] : [omittedLine(omitted)]),
  ];
  return [...paragraphs, last];
}

/** Returns the number of the first groups, at least one, that have a limited number of findings in full. */
function countWithin(groups: readonly ResourceFindings[], maximum: number): number {
  let total = 0;
  const end = groups.findIndex(({ entries }) => (total += entries.length) > maximum);
  return end === -1 ? groups.length : Math.max(end, 1);
}

function omittedLine(groups: readonly ResourceFindings[]): string {
  const resources = groups.flatMap((group) => group.resources).length;
  const findings = groups.flatMap(({ entries, folded, undecided }) => [
    ...entries.flatMap(({ places }) => places),
    ...folded,
    ...undecided,
  ]);
  const blocking = findings.filter(blocks).length;
  const note = blocking === 0 ? "" : `, ${blocking} of which block`;
  return `… and ${counted(findings.length, "finding")} of ${counted(resources, "resource")}${note}; the JSON report lists all`;
}
