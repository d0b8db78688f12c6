import { columns } from "../../terminal/columns";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { counted } from "../../util/counted";
import type { ReportedFinding } from "../../model/verdict";
import { shortType } from "../../terminal/short-type";
import type { AuditedStack } from "./audit-file";
import type { AuditReport } from "./audit-report";

/** Options for the text report of an audit. */
export interface AuditTextOptions {
  readonly style: Style;
  /** Whether to show only the tables and the verdict. */
  readonly quiet: boolean;
}

const OUTCOME_FORMATS: Readonly<Record<AuditReport["outcome"], Parameters<Style>[0]>> = {
  passed: ["bold", "green"],
  blocked: ["bold", "red"],
  failed: ["bold", "red"],
};

/**
 * Returns the audit as text: the findings of each stack, tables by rule and by stack, and the outcome on the last line.
 */
export function auditText(report: AuditReport, { style, quiet }: AuditTextOptions): string {
  const { stacks } = report;
  const paragraphs = [
    ...(quiet ? [] : stacks.map((stack) => stackLines(stack, style))),
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

function stackLines(stack: AuditedStack, style: Style): string[] {
  const lines = [
    ...stack.findings.map((finding) => findingLine(finding, style)),
    ...stack.notes.map((note) => style("yellow", `  ${oneLine(note)}`)),
  ];
  if (lines.length === 0) return [];
  return [`${style("bold", oneLine(labelOf(stack)))}  ${style("dim", `(${oneLine(stack.file)})`)}`, ...lines];
}

function findingLine(finding: ReportedFinding, style: Style): string {
  const { kind, rule, type, name, message, path, value, level } = finding;
  const evidence = path === undefined ? "" : ` (${path}${value === undefined ? "" : ` = ${value}`})`;
  const note = kind === "error" ? "the rule threw an error: " : "";
  const text = `${shortType(type)} ${name}: ${note}${message}${evidence}`;
  const sign: Parameters<Style> =
    kind === "undecided"
      ? ["cyan", `? ${rule}`]
      : level === "mandatory"
        ? ["red", `✗ ${rule}`]
        : ["yellow", `! ${rule}`];
  return `  ${style(...sign)}  ${oneLine(text)}`;
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
