import { relative } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { Coverage, Outcome, ReportedFailure, StackVerdict, Verdict } from "../../model/verdict";
import { stackLabel } from "../../verdict/stack-label";
import { approvalFileStrings } from "./approval-lines";
import { existingCounts } from "./existing-lines";
import { displayPath } from "../../terminal/display-path";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { counted } from "../../util/counted";
import { wrapped, type Layout } from "./layout";

const OUTCOME_FORMATS: Readonly<Record<Outcome, Parameters<Style>[0]>> = {
  passed: ["bold", "green"],
  incomplete: ["bold", "yellow"],
  blocked: ["bold", "red"],
  failed: ["bold", "red"],
};

const OUTCOMES_FROM_WORST: readonly Outcome[] = ["failed", "blocked", "incomplete", "passed"];

/** The width of the labels of coverage lines. */
const LABEL_WIDTH = 12;

/** Returns the lines about the coverage of a stack: what was evaluated, and what was not. */
export function coverageLines(stack: StackVerdict, layout: Layout): string[] {
  const { coverage, counts, gaps, engine } = stack;
  if (engine === undefined) return []; // without a plan there is no coverage, and the outcome names the reason
  const undecided = counts.undecided.mandatory + counts.undecided.advisory;
  const changes = Object.entries(counts.changes).map(([operation, count]) => `${count} ${operation}`);
  const { style } = layout;
  const line = (label: string, text: string): string[] => wrapped(text, layout, label.padEnd(LABEL_WIDTH), LABEL_WIDTH);
  const extent = `${counted(counts.rules, "rule")}, ${counted(counts.checks, "check")}, ${undecided} undecided`;
  const isComplete = coverage.policies === "all";
  return [
    ...line("engine", engineLabel(engine, coverage) + (isComplete ? `; ${extent}` : "")),
    ...(isComplete ? [] : line("policies", `${EXTENTS[coverage.policies]}: ${extent}`)),
    ...(coverage.packs ?? []).flatMap(({ name, version }) => line("pack", oneLine(`${name} ${version}`))),
    ...(coverage.settings ?? []).flatMap((file) => line("settings", oneLine(relative("", file)))),
    ...existingCounts(stack).flatMap(([label, text]) => line(label, text)),
    ...approvalFileStrings(stack).flatMap((text) => line("approvals", text)),
    ...(coverage.priorState === "none"
      ? []
      : line("changes", `compared with ${priorStateLabel(coverage)}: ${changes.join(", ")}`)),
    ...(coverage.verifiedPlan === undefined
      ? []
      : line("verified", `the plan is the same as in ${oneLine(displayPath(coverage.verifiedPlan.file))}`)),
    ...assumedLine(coverage).flatMap((text) => line("", text).map((part) => style("dim", part))),
    ...answeredLines(coverage).flatMap((text) => line("lookups", text)),
    ...gaps.flatMap(({ kind, message }) => {
      const isPartial = kind !== "changes" || coverage.priorState !== "none";
      const [label, text] = isPartial ? ["incomplete", message] : ["changes", `NOT evaluated: ${message}`];
      const lines = line(label, oneLine(text)).map((part) => style("yellow", part));
      return kind === "unanswered" ? [...lines, ...templateLines(stack, style)] : lines;
    }),
  ];
}

const EXTENTS = { some: "partly evaluated", none: "NOT evaluated" } as const;

/** Returns a line with the number of stacks whose changes were not evaluated, for stacks without a section. */
export function unevaluatedChanges(stacks: readonly StackVerdict[], { style }: Layout): string[] {
  const count = stacks.filter(({ gaps }) => gaps.some(({ kind }) => kind === "changes")).length;
  return count === 0
    ? []
    : [
        style(
          "yellow",
          `changes     NOT evaluated in ${counted(count, "stack")} without findings: there is no prior state`,
        ),
      ];
}

/** Returns the name and version of the engine, and the file if the plan was read from one. */
function engineLabel({ name, version }: Plan["engine"], { planFile }: Coverage): string {
  const versionSuffix = version === undefined ? "" : ` ${oneLine(version)}`;
  const engine = name === "embedded" ? `embedded, with @pulumi/pulumi${versionSuffix}` : `Pulumi CLI${versionSuffix}`;
  if (planFile === undefined) return engine;
  const kind = { saved: "saved plan", digest: "preview digest", "event-log": "event log" }[planFile.kind];
  return `${engine}, from the ${kind} ${oneLine(planFile.file)}; no program ran`;
}

/** Returns the name of the prior state. A saved plan contains only the kind of its prior state. */
function priorStateLabel(coverage: Coverage): string {
  if (coverage.priorState === "engine") return "the state that the Pulumi CLI keeps";
  if (coverage.priorState === "state")
    return `the state${coverage.state === undefined ? "" : ` in ${oneLine(coverage.state.file)}`}`;
  return `the ${baseLabel(coverage)}`;
}

function baseLabel({ priorState, base }: Coverage): string {
  const commit = base?.commit === undefined ? "" : ` ${base.commit.slice(0, COMMIT_CHARACTERS)}`;
  const file = base?.file === undefined ? "" : ` from ${oneLine(base.file)}`;
  const missing = base?.missing === undefined ? "" : `, where the ${base.missing} does not exist`;
  return priorState + commit + file + missing;
}

/** Returns a sentence with the number of values that the comparison assumed to be unchanged. */
function assumedLine({ assumedUnchanged = [], priorState }: Coverage): string[] {
  if (assumedUnchanged.length === 0) return [];
  const [noun, they, them] = assumedUnchanged.length === 1 ? ["value", "it is", "it"] : ["values", "they are", "them"];
  const reasons = {
    none: `${they} unknown`,
    state: `${they} not known in this run or in the state`,
    base: `${they} unknown on both sides`,
    engine: `the Pulumi CLI masks ${them}`,
  };
  return [`${assumedUnchanged.length} ${noun} assumed unchanged: ${reasons[priorState]}`];
}

/** Returns a clause for each file with answers to lookups, with the date of the oldest answer. */
function answeredLines({ answeredLookups = [] }: Coverage): string[] {
  const files = new Map<string, string[]>();
  for (const { file, asOf } of answeredLookups) files.set(file, [...(files.get(file) ?? []), asOf]);
  return [...files].map(([file, days]) => {
    const [oldest = ""] = [...days].sort();
    const [noun, since] = days.length === 1 ? ["lookup", "recorded on"] : ["lookups", "the oldest recorded on"];
    return `${days.length} ${noun} answered from ${oneLine(displayPath(file))}, ${since} ${oldest}`;
  });
}

/** The maximum number of answer templates in a text report. The JSON report contains all. */
const MAX_TEMPLATES = 5;

/** Returns a line for each answer to add to the answer file. The lines are not wrapped, so that they can be copied. */
function templateLines({ coverage }: StackVerdict, style: Style): string[] {
  const templates = coverage.unansweredLookups.flatMap(({ answer }) => answer ?? []);
  const omitted = templates.length - MAX_TEMPLATES;
  const lines = templates.slice(0, MAX_TEMPLATES).map(oneLine);
  if (omitted > 0) lines.push(`The JSON report contains ${omitted} more.`);
  return lines.map((line) => style("dim", `            ${line}`));
}

/** The length of an abbreviated commit. */
const COMMIT_CHARACTERS = 10;

/**
 * Returns the lines with the outcome, the failures and the exit code. The outcome is one line, so that scripts can find
 * it.
 */
export function outcomeLines(
  { outcome, exitCode }: Pick<Verdict, "outcome" | "exitCode">,
  label: string,
  failures: readonly ReportedFailure[],
  layout: Layout,
): string[] {
  const reasons = failures.map(({ message }) => oneLine(message));
  const start = `${layout.style(OUTCOME_FORMATS[outcome], outcome.toUpperCase())} ${label} (exit code ${exitCode})`;
  if (reasons.length === 0) return [start];
  return reasons.length === 1
    ? [`${start}: ${reasons.join("")}`]
    : [...reasons.flatMap((reason) => wrapped(reason, layout, "  - ", 4)), start];
}

/** Returns the number of stacks by outcome, the worst outcome first. */
export function outcomeCounts(stacks: readonly StackVerdict[]): string {
  const counts = OUTCOMES_FROM_WORST.map((outcome) => ({
    outcome,
    count: stacks.filter((stack) => stack.outcome === outcome).length,
  }));
  const present = counts.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${outcome}`);
  return stacks.length === 0 ? "no stacks" : `${counted(stacks.length, "stack")}: ${present.join(", ")}`;
}

/** Returns a table with a row for each stack. */
export function rollUpLines(stacks: readonly StackVerdict[], style: Style): string[] {
  const header = ["Stack", "Verdict", "Resources", "Violations", "Undecided", "Seconds"];
  const rows = stacks.map((stack) => [
    oneLine(stackLabel(stack)),
    stack.outcome,
    String(stack.counts.resources),
    String(stack.counts.violations.mandatory),
    String(stack.counts.undecided.mandatory),
    stack.durationSeconds.toFixed(1),
  ]);
  const widths = header.map((title, column) =>
    [header, ...rows].reduce((width, row) => Math.max(width, row[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[], format?: (column: number, text: string) => string): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .map((text, column) => format?.(column, text) ?? text)
      .join("  ")
      .trimEnd();
  return [
    style("bold", line(header)),
    ...rows.map((row, index) => {
      const outcome = stacks[index]?.outcome ?? "failed";
      return line(row, (column, text) => (column === 1 ? style(OUTCOME_FORMATS[outcome], text) : text));
    }),
    "",
  ];
}
