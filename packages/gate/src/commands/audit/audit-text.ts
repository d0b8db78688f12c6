import { columns } from "../../terminal/columns";
import type { FindingContext } from "../../report/text/finding-lines";
import { findingSections } from "../../report/text/finding-sections";
import { ADVISORY_HINT } from "../../report/text/folded-lines";
import { wrapped, type Layout } from "../../report/text/layout";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { counted } from "../../util/counted";
import type { AuditedStack } from "./audit-file";
import type { AuditReport } from "./audit-report";

/** Options for the text report of an audit. */
export interface AuditTextOptions extends Layout {
  /** Whether to show only the tables and the verdict. */
  readonly quiet: boolean;
  /** Whether to print advisory findings in full rather than name them. */
  readonly advisories: boolean;
}

const OUTCOME_FORMATS: Readonly<Record<AuditReport["outcome"], Parameters<Style>[0]>> = {
  passed: ["bold", "green"],
  blocked: ["bold", "red"],
  failed: ["bold", "red"],
};

/**
 * Returns the audit as text: the findings of each stack, tables by rule and by stack, and the outcome on the last line.
 */
export function auditText(report: AuditReport, options: AuditTextOptions): string {
  const { stacks } = report;
  const { style, quiet } = options;
  const hints = new Set([ADVISORY_HINT]);
  const paragraphs = [
    ...(quiet ? [] : stacks.map((stack) => stackLines(stack, { ...options, hints }))),
    ruleTable(report, style),
    stackTable(stacks, style),
    closingLines(report, style),
  ].filter((lines) => lines.length > 0);
  return paragraphs.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/** Returns the name of a stack, or the file for an empty state. */
function labelOf({ project, stack, file }: AuditedStack): string {
  return project === undefined || stack === undefined ? file : `${project}/${stack}`;
}

function stackLines(stack: AuditedStack, options: AuditTextOptions & Pick<FindingContext, "hints">): string[] {
  const { style } = options;
  // A state records positions in files that are not next to it.
  const context = { ...options, directory: ".", remedies: new Map<string, string>(), sourceLine: () => undefined };
  const lines = [
    ...findingSections(stack.findings, options, context).flat(),
    ...stack.notes.flatMap((note) => wrapped(oneLine(note), options, "  ", 2).map((line) => style("yellow", line))),
  ];
  if (lines.length === 0) return [];
  return [`${style("bold", oneLine(labelOf(stack)))}  ${style("dim", `(${oneLine(stack.file)})`)}`, ...lines];
}

function ruleTable({ rules }: AuditReport, style: Style): string[] {
  if (rules.length === 0) return [];
  const rows = rules.map(({ rule, severity, violations, undecided, stacks }) =>
    [rule, severity, violations.mandatory, violations.advisory, undecided, stacks].map((cell) => oneLine(String(cell))),
  );
  return columns(["Rule", "Severity", "Mandatory", "Advisory", "Undecided", "Stacks"], rows, style);
}

function stackTable(stacks: readonly AuditedStack[], style: Style): string[] {
  if (stacks.length === 0) return [];
  const rows = stacks.map((stack) => {
    const { resources, violations, undecided } = stack.counts;
    const undecidedCount = undecided.mandatory + undecided.advisory;
    return [labelOf(stack), stack.file, resources, violations.mandatory, violations.advisory, undecidedCount].map(
      (cell) => oneLine(String(cell)),
    );
  });
  return columns(["Stack", "File", "Resources", "Mandatory", "Advisory", "Undecided"], rows, style);
}

function closingLines({ outcome, exitCode, failures, totals }: AuditReport, style: Style): string[] {
  const { stacks, files, resources, checks, undecided, exempted } = totals;
  const share = checks === 0 ? "" : ` (${((100 * undecided) / checks).toFixed(1)} %)`;
  const stackCount = counted(stacks, "stack");
  const fileCount = files === stacks ? "" : ` of ${counted(files, "file")}`;
  const exemptCount = exempted === 0 ? "" : `, ${exempted} exempt`;
  const reasons = failures.map(({ message }) => oneLine(message));
  return [
    `audited     ${stackCount}${fileCount}: ${counted(resources, "resource")}, ${counted(checks, "check")}, ${undecided} undecided${share}${exemptCount}`,
    ...(reasons.length > 1 ? reasons.map((reason) => `  - ${reason}`) : []),
    `${style(OUTCOME_FORMATS[outcome], outcome.toUpperCase())} (exit code ${exitCode})${reasons.length === 1 ? `: ${reasons.join("")}` : ""}`,
  ];
}
