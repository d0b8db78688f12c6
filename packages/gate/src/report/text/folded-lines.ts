import type { ReportedFinding } from "../../model/verdict";
import { oneLine } from "../../terminal/escape";
import { grouped } from "../../util/grouped";
import type { ResourceFindings } from "./finding-groups";
import { headingOf, signOf, type FindingContext } from "./finding-lines";
import { fittingList, listed, shortened, wrapped } from "./layout";

/** The maximum number of reasons for the undecided findings of one resource. */
const MAX_REASONS = 10;
/** The maximum number of rules that are named for one reason. */
const MAX_RULES = 20;
/** The maximum length of a reason. */
const MAX_CHARACTERS = 500;

/** The minimum width of the rules next to a heading. */
const MIN_LIST = 50;

/** How to see the findings that are only named. */
export const ADVISORY_HINT = "shown by --advisories";

/** Returns a line for the undecided findings of each reason, and one for all advisory findings. */
export function foldedLines({ folded, undecided }: ResourceFindings, context: FindingContext): string[] {
  return [...undecidedLines(undecided, context), ...advisoryLine(folded, "  ", context)];
}

/** Returns the lines of resources without findings in full: one line, or more if there are undecided findings. */
export function foldedResource(group: ResourceFindings, context: FindingContext): string[] {
  const [first] = group.resources;
  const names = group.resources.map(({ name }) => name);
  const heading = headingOf(first, names, context.directory);
  // A long heading leaves no space for the rules.
  const isShort = heading.length + MIN_LIST <= context.width;
  if (group.undecided.length === 0 && isShort) return advisoryLine(group.folded, `${heading}  `, context);
  return [...wrapped(heading, context, "", 2), ...foldedLines(group, context)];
}

function undecidedLines(findings: readonly ReportedFinding[], context: FindingContext): string[] {
  const { style } = context;
  const groups = grouped(findings, ({ message, level, assumed }) => JSON.stringify([message, level, assumed]));
  const omitted = [...groups.values()].slice(MAX_REASONS).flat().length;
  const lines = [...groups.values()].slice(0, MAX_REASONS).flatMap((group) => {
    const [{ level, message, assumed }] = group;
    const [sign, format] = signOf(group[0]);
    const rules = [...new Set(group.map(({ rule }) => style(format, oneLine(rule))))];
    const note = level === "advisory" ? "undecided, advisory" : "undecided";
    const assumption = assumed.length === 0 ? "" : `; assumed to be set: ${assumed.map(oneLine).join(", ")}`;
    const reason = shortened(oneLine(message) + assumption, MAX_CHARACTERS);
    return wrapped(`${listed(rules, MAX_RULES)} (${note}): ${reason}`, context, `  ${style(format, sign)} `, 4);
  });
  return omitted === 0 ? lines : [...lines, `  … and ${omitted} more undecided`];
}

/** Returns a line with the number and the rules of advisory findings, the first of which a line has space for. */
function advisoryLine(findings: readonly ReportedFinding[], start: string, context: FindingContext): string[] {
  if (findings.length === 0) return [];
  const { style, width, hints } = context;
  const hint = hints.delete(ADVISORY_HINT) ? `, ${ADVISORY_HINT}` : "";
  const count = (findings.length === 1 ? "1 advisory" : `${findings.length} advisories`) + hint;
  const rules = [...grouped(findings, ({ rule, kind }) => oneLine(rule) + (kind === "error" ? " (error)" : ""))];
  const names = rules.map(([rule, group]) => (group.length === 1 ? rule : `${rule} (${group.length})`));
  const available = width - start.length - count.length - "! : ".length;
  return [`${start}${style("yellow", "!")} ${count}: ${fittingList(names, available)}`];
}
