import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { displayPath } from "../../terminal/display-path";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

/** More are only counted. */
const MOST_LINES = 50;

/** What was found before and does not count, one line each. */
export function existingLines({ existing }: StackVerdict, style: Style): string[] {
  if (existing.length === 0) return [];
  const left = existing.length - MOST_LINES;
  return [
    style("bold", "Found before, not counted:"),
    ...existing.slice(0, MOST_LINES).map((finding) => style("dim", `  ${oneLine(sentenceOn(finding))}`)),
    ...(left > 0 ? [style("dim", `  … and ${left} more`)] : []),
  ];
}

function sentenceOn({ severity, rule, kind, type, name, message }: ReportedFinding): string {
  const note = kind === "undecided" ? ", undecided" : "";
  return `${severity}${note}  ${rule}  ${shortType(type)} ${name}: ${message}`;
}

/** How many those are, and how many entries of the file nothing needs any more. */
export function existingCounts({ counts, existing, coverage }: StackVerdict): string[] {
  const { baseline, newOnly = false } = coverage;
  const severities = Object.entries(counts.existing).filter(([, count]) => count > 0);
  const list = severities.map(([severity, count]) => `${count} ${severity}`).join(", ");
  const sources = [newOnly ? "the base" : [], baseline === undefined ? [] : oneLine(displayPath(baseline.file))].flat();
  const unneeded = baseline?.unneeded ?? 0;
  const [noun, them] = unneeded === 1 ? ["finding is", "it"] : ["findings are", "them"];
  return [
    ...(existing.length === 0
      ? []
      : [`existing    ${existing.length} not counted, by ${sources.join(" and ")}: ${list}`]),
    ...(unneeded === 0 || baseline === undefined
      ? []
      : [
          `baseline    ${unneeded} ${noun} no longer needed in ${oneLine(displayPath(baseline.file))}; --write-baseline takes ${them} out`,
        ]),
  ];
}
