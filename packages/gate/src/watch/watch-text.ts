import type { ReportedResource, StackVerdict } from "../model/verdict";
import { findingSections } from "../report/text/finding-sections";
import { programLines, typeLines } from "../report/text/program-lines";
import { outcomeLines } from "../report/text/summary-lines";
import type { TextOptions } from "../report/text/text-report";
import { displayPath } from "../terminal/display-path";
import { oneLine } from "../terminal/escape";
import { shortType } from "../terminal/short-type";
import type { Style } from "../terminal/style";
import { counted } from "../util/counted";
import { stackLabel } from "../verdict/stack-label";
import type { VerdictChanges } from "./verdict-changes";

/** The maximum number of files in a header, and of resources. Further ones are only counted. */
const MAX_FILES = 3;
const MAX_RESOURCES = 30;

/** Returns the header of a check: the time, and the files that were saved. */
export function headerLine(time: Date, changed: readonly string[], style: Style): string {
  const names = changed.slice(0, MAX_FILES).map((path) => oneLine(displayPath(path)));
  const remaining = changed.length - names.length;
  const files = remaining > 0 ? `${names.join(", ")}, and ${remaining} more` : names.join(", ");
  return style("bold", `── ${time.toTimeString().slice(0, "00:00:00".length)}  ${files} changed`);
}

/** Returns the errors of a check that could not evaluate the program. */
export function failureText(verdict: StackVerdict, options: TextOptions): string {
  return textOf([
    ...programLines(verdict, options.style, true),
    ...typeLines(verdict, options.style),
    ...summaryLines(verdict, [], options),
  ]);
}

/** Returns what changed since the last verdict, and the outcome on the last line. */
export function changesText(
  verdict: StackVerdict,
  { added, fixed, resources }: VerdictChanges,
  before: StackVerdict,
  options: TextOptions,
): string {
  const { style } = options;
  const notes = [
    `${added.length} new`,
    `${fixed.length} fixed`,
    `${counted(resources.length, "resource")} changed`,
    `${verdict.durationSeconds.toFixed(1)} s`,
  ];
  const isUnchanged = added.length + fixed.length + resources.length === 0 && before.outcome === verdict.outcome;
  if (isUnchanged) notes.splice(0, notes.length - 1, "no changes");
  return textOf([
    ...resourceLines(resources, style),
    ...typeLines(verdict, style),
    ...findingSections(added, options, {
      ...options,
      directory: verdict.directory,
      remedies: new Map(),
      hints: new Set(),
    }).flat(),
    ...fixed.map(({ rule, type, name }) => {
      const resource = `${oneLine(shortType(type))} ${style("bold", oneLine(name))}`;
      return `${style("green", `✓ ${oneLine(rule)}`)}  ${style("dim", "fixed:")} ${resource}`;
    }),
    ...(before.outcome === verdict.outcome ? [] : [style("dim", `The outcome was ${before.outcome}.`)]),
    ...summaryLines(verdict, notes, options),
  ]);
}

const textOf = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

function summaryLines(verdict: StackVerdict, notes: readonly string[], options: TextOptions): readonly string[] {
  const label = [oneLine(stackLabel(verdict)), ...notes].join(", ");
  return outcomeLines(verdict, label, verdict.failures, options);
}

const SYMBOLS = {
  create: ["green", "+", "added"],
  delete: ["red", "-", "removed"],
  update: ["yellow", "~", "changed"],
} as const;

function resourceLines(resources: readonly ReportedResource[], style: Style): readonly string[] {
  const remaining = resources.length - MAX_RESOURCES;
  return [
    ...resources.slice(0, MAX_RESOURCES).map(({ type, name, operation, diffKeys = [] }) => {
      const kind = operation === "create" || operation === "delete" ? operation : "update";
      const [color, symbol, word] = SYMBOLS[kind];
      const keys = kind === "update" && diffKeys.length > 0 ? `: ${diffKeys.map(oneLine).join(", ")}` : "";
      return ` ${style(color, symbol)} ${oneLine(shortType(type))} ${style("bold", oneLine(name))}  ${word}${keys}`;
    }),
    ...(remaining > 0 ? [`   … and ${counted(remaining, "more resource")}`] : []),
  ];
}
