import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { displayPath } from "../../terminal/display-path";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

/** The maximum number of lines. Further lines are only counted. */
const MAX_LINES = 50;

/** Returns a line for each existing finding. */
export function existingLines({ existingFindings }: StackVerdict, style: Style): string[] {
  if (existingFindings.length === 0) return [];
  const remaining = existingFindings.length - MAX_LINES;
  return [
    style("bold", "Existing findings, not counted:"),
    ...existingFindings.slice(0, MAX_LINES).map((finding) => style("dim", `  ${oneLine(lineOf(finding))}`)),
    ...(remaining > 0 ? [style("dim", `  … and ${remaining} more`)] : []),
  ];
}

function lineOf({ severity, rule, kind, type, name, message }: ReportedFinding): string {
  const note = kind === "undecided" ? ", undecided" : "";
  return `${severity}${note}  ${rule}  ${shortType(type)} ${name}: ${message}`;
}

/** Returns lines with the number of existing findings and the number of obsolete findings in the baseline file. */
export function existingCounts({ counts, existingFindings, coverage }: StackVerdict): string[] {
  const { baseline, newFindingsOnly = false } = coverage;
  const severities = Object.entries(counts.existing).filter(([, count]) => count > 0);
  const list = severities.map(([severity, count]) => `${count} ${severity}`).join(", ");
  const sources = [
    newFindingsOnly ? "the base" : [],
    baseline === undefined ? [] : oneLine(displayPath(baseline.file)),
  ].flat();
  const obsolete = baseline?.obsoleteEntries ?? 0;
  const [noun, them] = obsolete === 1 ? ["finding is", "it"] : ["findings are", "them"];
  return [
    ...(existingFindings.length === 0
      ? []
      : [`existing    ${existingFindings.length} not counted, known from ${sources.join(" and ")}: ${list}`]),
    ...(obsolete === 0 || baseline === undefined
      ? []
      : [
          `baseline    ${obsolete} ${noun} obsolete in ${oneLine(displayPath(baseline.file))}; remove ${them} with --write-baseline`,
        ]),
  ];
}
