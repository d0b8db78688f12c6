import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";
import type { Style } from "../../terminal/style";
import { counted } from "../../util/counted";
import { EXIT_CODES } from "../../model/exit-codes";
import type { DriftKind, PropertyDrift } from "./classify-drift";
import { FAILING_KINDS, type DriftReport } from "./drift-report";

/** Options for the text report of drift. */
export interface DriftTextOptions {
  readonly style: Style;
  /** Whether to show only the drift that fails the command. */
  readonly quiet: boolean;
}

const HEADINGS: Readonly<Record<DriftKind, string>> = {
  deleted: "Deleted outside of Pulumi",
  changed: "Changed outside of Pulumi",
  controller: "Changed by another system while it works",
  outputs: "Only properties that the program does not set differ",
  ignored: "Ignored",
};

const COLORS: Readonly<Record<DriftKind, Parameters<Style>[0]>> = {
  deleted: "red",
  changed: "yellow",
  controller: "cyan",
  outputs: "dim",
  ignored: "dim",
};

/** The maximum length of a value. */
const MAX_VALUE = 60;

/** Returns the drift as text, with what can be done about it, and the outcome on the last line. */
export function driftText(report: DriftReport, { style, quiet }: DriftTextOptions): string {
  const kinds = (Object.keys(HEADINGS) as DriftKind[]).filter((kind) => !quiet || FAILING_KINDS.includes(kind));
  const paragraphs = [
    ...kinds.map((kind) => kindLines(report, kind, style)),
    quiet ? [] : unusedLines(report, style),
    outcomeLines(report, style),
  ].filter((lines) => lines.length > 0);
  return paragraphs.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function kindLines({ resources }: DriftReport, kind: DriftKind, style: Style): string[] {
  const shown = resources.filter((resource) => resource.kind === kind);
  if (shown.length === 0) return [];
  return [
    style("bold", `${HEADINGS[kind]}:`),
    ...shown.flatMap(({ type, name, properties, reason, actions }) => [
      `  ${style(COLORS[kind], oneLine(shortType(type)))} ${style("bold", oneLine(name))}${reason === undefined ? "" : `  (${oneLine(reason)})`}`,
      ...properties.map((property) => `    ${oneLine(propertyText(property))}`),
      ...actionLines("adopt", actions.adopt, style),
      ...actionLines("revert", actions.revert, style),
      ...actionLines("ignore", actions.ignore, style),
    ]),
  ];
}

function propertyText({ path, kind, expected, actual, controller, reason }: PropertyDrift): string {
  const cause =
    controller !== undefined
      ? `  (${controller})`
      : reason !== undefined
        ? `  (ignored: ${reason})`
        : kind === "outputs"
          ? "  (output)"
          : "";
  return `${path}: ${short(expected)} → ${short(actual)}${cause}`;
}

function short(value = "(absent)"): string {
  return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
}

function actionLines(name: string, lines: readonly string[], style: Style): string[] {
  return lines.map((line, index) => `    ${style("dim", (index === 0 ? `${name}:` : "").padEnd(8))}${oneLine(line)}`);
}

function unusedLines({ unusedEntries }: DriftReport, style: Style): string[] {
  if (unusedEntries.length === 0) return [];
  return [
    style("bold", "Entries of the ignore file that cover no drift:"),
    ...unusedEntries.map(
      ({ resource, properties }) =>
        `  ${oneLine(resource)}${properties === undefined ? "" : ` ${oneLine(properties.join(", "))}`}`,
    ),
  ];
}

function outcomeLines({ outcome, project, stack, resourceCount, counts }: DriftReport, style: Style): string[] {
  const numbers = (Object.entries(counts) as [DriftKind, number][])
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`);
  const summary = numbers.length === 0 ? "no drift" : numbers.join(", ");
  const label = outcome === "drifted" ? style(["bold", "red"], "DRIFTED") : style(["bold", "green"], "PASSED");
  const code = outcome === "drifted" ? EXIT_CODES.changes.code : EXIT_CODES.passed.code;
  return [
    `${oneLine(project)}/${oneLine(stack)}: ${counted(resourceCount, "resource")}, ${summary}`,
    `${label} (exit code ${code})`,
  ];
}
