import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { displayPath } from "../../terminal/display-path";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

/** The maximum number of lines. Further lines are only counted. */
const MAX_LINES = 50;

/** Returns a line for each existing finding. */
export function existingLines({ existing }: StackVerdict, style: Style): string[] {
  if (existing.length === 0) return [];
  const remaining = existing.length - MAX_LINES;
  return [
    style("bold", "Existing findings, not counted:"),
    ...existing.slice(0, MAX_LINES).map((finding) => style("dim", `  ${oneLine(lineOf(finding))}`)),
    ...(remaining > 0 ? [style("dim", `  … and ${remaining} more`)] : []),
  ];
}

function lineOf({ severity, rule, kind, type, name, message }: ReportedFinding): string {
  const note = kind === "undecided" ? ", undecided" : "";
  return `${severity}${note}  ${rule}  ${shortType(type)} ${name}: ${message}`;
}

/** Returns lines with the number of existing findings and of obsolete findings in the baseline file. */
export function existingCounts({ counts, existing, coverage }: StackVerdict): string[] {
  const { baseline, newOnly = false } = coverage;
  const severities = Object.entries(counts.existing).filter(([, count]) => count > 0);
  const list = severities.map(([severity, count]) => `${count} ${severity}`).join(", ");
  const sources = [newOnly ? "the base" : [], baseline === undefined ? [] : oneLine(displayPath(baseline.file))].flat();
  const obsolete = baseline?.obsolete ?? 0;
  const [noun, them] = obsolete === 1 ? ["finding is", "it"] : ["findings are", "them"];
  return [
    ...(existing.length === 0
      ? []
      : [`existing    ${existing.length} not counted, known from ${sources.join(" and ")}: ${list}`]),
    ...(obsolete === 0 || baseline === undefined
      ? []
      : [
          `baseline    ${obsolete} ${noun} obsolete in ${oneLine(displayPath(baseline.file))}; remove ${them} with --write-baseline`,
        ]),
  ];
}
