import type { StackVerdict, Verdict } from "../../model/verdict";
import { oneLine } from "../../terminal/escape";
import { stackLabel } from "../../verdict/stack-label";
import { counted } from "../../util/counted";
import { approvalLines } from "./approval-lines";
import { existingLines } from "./existing-lines";
import { exemptLines } from "./exempt-lines";
import { blocks } from "./finding-groups";
import type { FindingContext } from "./finding-lines";
import { ADVISORY_HINT } from "./folded-lines";
import { findingSections, type FindingOptions } from "./finding-sections";
import type { Layout } from "./layout";
import { explainableRule, nextStepLines } from "./next-step";
import { outputLines } from "./output-lines";
import { programLines, typeLines } from "./program-lines";
import { treeLines } from "./resource-tree";
import { isChanged } from "./tree-rows";
import type { SourceLines } from "./source-lines";
import { coverageLines, outcomeCounts, outcomeLines, rollUpLines, unevaluatedChanges } from "./summary-lines";

/** Options for a text report. With `quiet`, it contains only the findings that block, and the verdict. */
export interface TextOptions extends Layout, FindingOptions {
  /** Returns the line of a program at a position. */
  readonly sourceLine: SourceLines;
}

/** Returns the verdict as text: the changes and findings of each stack, and the outcome on the last line. */
export function textReport(verdict: Verdict, options: TextOptions): string {
  const { stacks, failures } = verdict;
  const runFailures = failures.filter(({ stack }) => stack === undefined);
  const several = stacks.length !== 1 || runFailures.length > 0;
  const shown = several ? stacks.filter((stack) => hasContent(stack, options.quiet)) : stacks;
  const findingsOf = ({ findings }: StackVerdict) => (options.quiet ? findings.filter(blocks) : findings);
  const explainable = shown.filter((stack) => explainableRule(findingsOf(stack)) !== undefined);
  const first = explainable.find(({ outcome }) => outcome === "blocked") ?? explainable[0];
  const hints = new Set([ADVISORY_HINT]);
  const sections = shown.map((stack) => stackSection(stack, { ...options, hints }, stack === first));
  if (several)
    sections.push([
      ...rollUpLines(stacks, options.style),
      ...unevaluatedChanges(
        stacks.filter((stack) => !shown.includes(stack)),
        options,
      ),
      ...outcomeLines(verdict, outcomeCounts(stacks), runFailures, options),
    ]);
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/** Whether a report on several stacks has a section for a stack. The others are only in the table. */
function hasContent(stack: StackVerdict, quiet: boolean): boolean {
  if (stack.outcome !== "passed" || quiet) return stack.outcome !== "passed";
  const { coverage, resources, output, findings, existingFindings, exemptedFindings, unusedExemptions } = stack;
  const { approvedFindings, unusedApprovals } = stack;
  const hasChanges = coverage.priorState !== "none" && resources.some(isChanged);
  const lists = [
    findings,
    existingFindings,
    exemptedFindings,
    unusedExemptions,
    approvedFindings,
    unusedApprovals,
    stack.outputChanges ?? [],
  ];
  const hasOutput = output.stdout.trim() !== "" || output.stderr.trim() !== "" || stack.diagnostics.length > 0;
  return hasChanges || hasOutput || lists.some((list) => list.length > 0);
}

function stackSection(
  stack: StackVerdict,
  options: TextOptions & Pick<FindingContext, "hints">,
  isFirst: boolean,
): string[] {
  const { style, quiet } = options;
  const { directory } = stack;
  const label = oneLine(stackLabel(stack));
  const size = stack.engine === undefined ? [] : [counted(stack.counts.resources, "resource")];
  const notes = [oneLine(directory), ...size];
  const place = stack.project === undefined ? "" : style("dim", `  (${notes.join(", ")})`);
  const context: FindingContext = { ...options, directory, remedies: new Map() };
  const paragraphs: readonly (readonly string[])[] = [
    quiet ? [] : treeLines(stack, options),
    quiet ? [] : outputLines(stack, style),
    programLines(stack, style, quiet),
    typeLines(stack, style),
    ...findingSections(stack.findings, options, context),
    quiet ? [] : existingLines(stack, options),
    quiet ? [] : exemptLines(stack, options),
    quiet ? [] : approvalLines(stack, options),
    [
      ...coverageLines(stack, options),
      ...(quiet ? [] : nextStepLines(stack, isFirst, context)),
      ...outcomeLines(stack, label, stack.failures, options),
    ],
  ];
  return [
    style("bold", label) + place,
    ...paragraphs.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]),
  ];
}
