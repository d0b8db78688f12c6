import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { displayPath } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";
import { wrapped, type Layout } from "./layout";

/** The maximum number of findings. Further findings are only counted. */
const MAX_FINDINGS = 10;

/** Returns a line for each existing finding. */
export function existingLines({ existingFindings }: StackVerdict, layout: Layout): string[] {
  if (existingFindings.length === 0) return [];
  const remaining = existingFindings.length - MAX_FINDINGS;
  const lines = [
    ...existingFindings.slice(0, MAX_FINDINGS).flatMap((finding) => wrapped(oneLine(lineOf(finding)), layout, "  ", 4)),
    ...(remaining > 0 ? [`  … and ${remaining} more`] : []),
  ];
  return [layout.style("bold", "Existing findings, not counted:"), ...lines.map((line) => layout.style("dim", line))];
}

function lineOf({ severity, rule, kind, type, name, message }: ReportedFinding): string {
  const note = kind === "undecided" ? ", undecided" : "";
  return `${severity}${note}  ${rule}  ${shortType(type)} ${name}: ${message}`;
}

/** Returns the number of existing findings and the number of obsolete findings in the baseline file, each with a label. */
export function existingCounts({ counts, existingFindings, coverage }: StackVerdict): [label: string, text: string][] {
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
      : [
          ["existing", `${existingFindings.length} not counted, known from ${sources.join(" and ")}: ${list}`] as [
            string,
            string,
          ],
        ]),
    ...(obsolete === 0 || baseline === undefined
      ? []
      : [
          [
            "baseline",
            `${obsolete} ${noun} obsolete in ${oneLine(displayPath(baseline.file))}; remove ${them} with --write-baseline`,
          ] as [string, string],
        ]),
  ];
}
