import type { SourcePosition } from "@roadbed/plan";
import type { EXPIRED_EXEMPTION_RULE } from "@roadbed/policies";
import type { ReportedFinding, StackVerdict, Verdict } from "../../model/verdict";
import { stackLabel } from "../../verdict/stack-label";
import { changeLines, outputLines } from "./change-lines";
import { coverageLines, outcomeCounts, outcomeLines, rollUpLines } from "./summary-lines";
import { existingLines } from "./existing-lines";
import { findingLines, groupIdentical } from "./finding-lines";
import { displaySource } from "../../terminal/display-path";
import { groupImplied } from "../group-implied";
import type { Style } from "../../terminal/style";
import { oneLine, escapedLines } from "../../terminal/escape";
import { treeLines } from "./resource-tree";

/** Options for a text report. */
export interface TextOptions {
  readonly style: Style;
  /** Whether to show only the blocking findings and the verdict. */
  readonly quiet: boolean;
}

/** The number of final characters that are compared to detect repeated output. */
const REPEATED_CHARACTERS = 200;

/** Returns the verdict as text: the changes and findings of each stack, and the outcome on the last line. */
export function textReport(verdict: Verdict, options: TextOptions): string {
  const { stacks, failures } = verdict;
  const runFailures = failures.filter(({ stack }) => stack === undefined);
  const several = stacks.length !== 1 || runFailures.length > 0;
  // With --quiet, a stack that passes is shown only in the table.
  const shown = options.quiet && several ? stacks.filter(({ outcome }) => outcome !== "passed") : stacks;
  const first = shown.find(({ findings }) => explainableRule(findings) !== undefined);
  const sections = shown.map((stack) => stackSection(stack, options, stack === first));
  if (several)
    sections.push([
      ...rollUpLines(stacks, options.style),
      ...outcomeLines(verdict, outcomeCounts(stacks), runFailures, options.style),
    ]);
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function stackSection(stack: StackVerdict, { style, quiet }: TextOptions, showsHint: boolean): string[] {
  const label = oneLine(stackLabel(stack));
  const place = stack.project === undefined ? "" : style("dim", `  (${oneLine(stack.directory)})`);
  const findings = quiet ? stack.findings.filter(blocks) : stack.findings;
  const paragraphs = [
    quiet || stack.resources.length === 0 ? [] : treeLines(stack.resources, stack.findings, style),
    quiet ? [] : changeLines(stack, style),
    quiet ? [] : outputLines(stack, style),
    programLines(stack, style, quiet),
    typeLines(stack.typeErrors ?? [], stack.directory, style),
    ...groupIdentical(groupImplied(findings)).map((group) => findingLines(group, stack.directory, style)),
    quiet || !showsHint ? [] : explainLines(findings, style),
    quiet ? [] : existingLines(stack, style),
    quiet ? [] : exemptLines(stack, style),
    [...coverageLines(stack, style), ...outcomeLines(stack, label, stack.failures, style)],
  ].filter((lines) => lines.length > 0);
  return [style("bold", label) + place, ...paragraphs.flatMap((lines) => ["", ...lines])];
}

/** Returns a hint to run `roadbed explain` for the first rule that it supports. */
function explainLines(findings: readonly ReportedFinding[], style: Style): string[] {
  const rule = explainableRule(findings);
  if (rule === undefined) return [];
  return [style("dim", `Run \`roadbed explain ${oneLine(rule)}\` for the reason and examples.`)];
}

/**
 * Returns the first rule that `roadbed explain` supports. The command supports neither policies of policy packs nor
 * expired exemptions.
 */
function explainableRule(findings: readonly ReportedFinding[]): string | undefined {
  return findings.map(({ rule }) => rule).find((id) => !id.includes("/") && id !== EXPIRED);
}

/**
 * The value of the constant in @roadbed/policies, repeated here because importing the constant would load all rules.
 */
const EXPIRED: typeof EXPIRED_EXEMPTION_RULE = "exemption-expired";

/** Returns a line for each exempt finding and unused exemption. */
function exemptLines({ exemptedFindings, unusedExemptions, directory }: StackVerdict, style: Style): string[] {
  const at = ({ file, line }: SourcePosition): string => `${displaySource(directory, file)}:${line}`;
  const lines = [
    ...exemptedFindings.map(({ rule, name, message, exemption: { expires, owner, reason, source } }) => {
      const place = source === undefined ? "" : ` (${at(source)})`;
      return `exempt      ${rule}: ${name}: ${message}; until ${expires}, ${owner}: ${reason}${place}`;
    }),
    ...unusedExemptions.map(({ rule, resource, expires, source }) => {
      const place = source === undefined ? `for ${resource}` : `at ${at(source)}`;
      return `unused      exemption from ${rule} ${place} until ${expires}`;
    }),
  ];
  // One exemption can cover several identical findings.
  return [...new Set(lines)].map((line) => style("dim", oneLine(line)));
}

function blocks({ level, kind }: ReportedFinding): boolean {
  return level === "mandatory" && kind !== "undecided";
}

/**
 * Returns the output and diagnostics of the program. The bar before each line prevents the line from imitating the gate
 * or controlling a CI runner.
 */
export function programLines({ diagnostics, output }: StackVerdict, style: Style, quiet: boolean): string[] {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  const printed = quiet ? [] : [output.stdout, ...(isRepeated(output.stderr, diagnostics) ? [] : [output.stderr])];
  const formats = { debug: "dim", info: "reset", warning: "yellow", error: "red" } as const;
  const lines = [
    ...printed.filter((text) => text.trim() !== "").flatMap((text) => escapedLines(text).map((line) => `  │ ${line}`)),
    ...shown.flatMap(({ severity, message }) =>
      escapedLines(message).map((line) => `  ${style(formats[severity], "│")} ${line}`),
    ),
  ];
  return lines.length === 0 ? [] : ["Program output:", ...lines];
}

/** The maximum number of errors. Further errors are only counted. */
const MAX_TYPE_ERRORS = 50;

/** Returns the errors of the TypeScript compiler. */
export function typeLines(errors: NonNullable<StackVerdict["typeErrors"]>, directory: string, style: Style): string[] {
  if (errors.length === 0) return [];
  const remaining = errors.length - MAX_TYPE_ERRORS;
  const lines = errors.slice(0, MAX_TYPE_ERRORS).flatMap(({ file, line = 0, column = 0, code, message }) => {
    const place = file === undefined ? "" : `${oneLine(displaySource(directory, file))}:${line}:${column}  `;
    return escapedLines(`${place}${message} (${code})`);
  });
  return [
    "TypeScript errors:",
    ...lines.map((line) => `  ${style("red", "│")} ${line}`),
    ...(remaining > 0 ? [`  … and ${remaining} more`] : []),
  ];
}

/** Whether a diagnostic repeats the end of the output, as happens when a program crashes. */
function isRepeated(text: string, diagnostics: StackVerdict["diagnostics"]): boolean {
  const end = text.trim().slice(-REPEATED_CHARACTERS);
  return diagnostics.some(({ message }) => message.trim().endsWith(end));
}
