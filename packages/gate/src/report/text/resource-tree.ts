import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import type { Operation, ReplacementOrder, Urn } from "@roadbed/plan";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";
import type { Style } from "../../terminal/style";
import { counted } from "../../util/counted";
import { grouped } from "../../util/grouped";
import { blocks } from "./finding-groups";
import { listed, wrapped, type Layout } from "./layout";
import { foldedTree, isChanged, type TreeRow } from "./tree-rows";
import { replacementCause } from "./replacement-cause";

type Format = Parameters<Style>[0];

/** The symbols and colors of the Pulumi CLI. */
const MARKS: Readonly<Record<Operation, readonly [mark: string, format: Format]>> = {
  same: [" ", "reset"],
  create: ["+", "green"],
  update: ["~", "yellow"],
  replace: ["+-", "magenta"],
  delete: ["-", "red"],
  read: [">", "cyan"],
  import: ["=", "cyan"],
  "create-replacement": ["++", "green"],
  "delete-replaced": ["--", "red"],
  "read-replacement": [">+", "cyan"],
  "import-replacement": ["=+", "cyan"],
  "remove-pending-replace": ["-", "red"],
};

const ORDERS: Readonly<Record<ReplacementOrder, string>> = {
  "create-before-delete": "the new one is created first",
  "delete-before-create": "the old one is deleted first",
};

/** What separates the cells of a row. */
const GAP = "  ";
/** The width of the symbols to the left of the tree. */
const SYMBOL_WIDTH = 5;
/** The minimum width of the column with the changes. With less space, the tree has no columns. */
const MIN_PLAN_WIDTH = 40;
/** The maximum number of changed inputs in a row. */
const MAX_KEYS = 5;

/**
 * Returns the changes as a tree, one resource in each line, with the cause of each change and counts of findings. Without
 * a prior state there are no changes to show. Resources that do not change are only counted.
 */
export function treeLines({ resources, findings, coverage }: StackVerdict, layout: Layout): string[] {
  if (coverage.priorState === "none") return [];
  const found = grouped(findings, ({ urn }) => urn);
  const isFound = (urn: Urn): boolean =>
    (found.get(urn) ?? []).some((finding) => blocks(finding) || finding.kind === "undecided");
  const { rows, omitted } = foldedTree(resources, isFound);
  if (!resources.some(isChanged)) return [];
  const cells = rows.map((row) => ({
    row,
    type: row.branch + oneLine(shortType(row.resource.type)),
    name: oneLine(row.resource.name),
    marks: findingMarks(found.get(row.resource.urn) ?? [], layout.style),
  }));
  const unchanged = omitted.filter((resource) => !isChanged(resource)).length;
  const changed = omitted.length - unchanged;
  return [
    ...cellLines(cells, layout),
    ...(changed > 0 ? [`     … and ${changed} more that change`] : []),
    ...(unchanged > 0 ? [layout.style("dim", `     … and ${unchanged} unchanged`)] : []),
  ];
}

/** The parts of a line, from left to right. The change is between the name and the marks. */
interface Cells {
  readonly row: TreeRow;
  readonly type: string;
  readonly name: string;
  readonly marks: string;
}

/** Returns the rows in columns, or without columns if names are long or the terminal is narrow. */
function cellLines(cells: readonly Cells[], layout: Layout): string[] {
  const { style, width } = layout;
  const typeWidth = widest(["Type", ...cells.map(({ type }) => type)]);
  const nameWidth = widest(["Name", ...cells.map(({ name }) => name)]);
  const planColumn = SYMBOL_WIDTH + typeWidth + nameWidth + 2 * GAP.length;
  const hasColumns = width - planColumn >= MIN_PLAN_WIDTH;
  const header = ["Type".padEnd(typeWidth), "Name".padEnd(nameWidth), "Plan"].join(GAP);
  const lines = cells.flatMap(({ row, type, name, marks }) => {
    const { operation } = row.resource;
    const [mark, format] = operation === undefined ? [" ", "reset" as const] : MARKS[operation];
    const symbol = ` ${style(format, mark.padEnd(3))} `;
    const plan = [planOf(row, style), marks].filter((part) => part !== "").join(GAP);
    if (!hasColumns) return wrapped([`${type} ${name}`, plan].join(GAP).trimEnd(), layout, symbol, 2 * SYMBOL_WIDTH);
    const start = symbol + [type.padEnd(typeWidth), name.padEnd(nameWidth), ""].join(GAP);
    return wrapped(plan, layout, start, planColumn).map((line) => line.trimEnd());
  });
  return hasColumns ? [style("bold", " ".repeat(SYMBOL_WIDTH) + header), ...lines] : lines;
}

/** Returns the operation on a resource and its cause. */
function planOf({ resource, folded }: TreeRow, style: Style): string {
  const { operation, diffKeys = [], mayReplaceKeys = [], replacementOrder, predicted } = resource;
  if (operation === undefined || operation === "same") return "";
  const list = (keys: readonly string[]): string => listed(keys.map(oneLine), MAX_KEYS);
  const [, format] = MARKS[operation];
  const name = style(format, operation);
  if (folded > 0) return `${name} with ${counted(folded, "resource")} below`;
  if (operation === "replace") {
    const order = replacementOrder === undefined ? "" : `; ${ORDERS[replacementOrder]}`;
    return `${name}${predicted === true ? " (predicted)" : ""}${replacementCause(resource)}${order}`;
  }
  if (mayReplaceKeys.length > 0) return `${name}, may be replaced because of ${list(mayReplaceKeys)}`;
  return operation === "update" && diffKeys.length > 0 ? `${name} of ${list(diffKeys)}` : name;
}

function findingMarks(findings: readonly ReportedFinding[], style: Style): string {
  const count = (test: (finding: ReportedFinding) => boolean): number => findings.filter(test).length;
  const mandatory = count(blocks);
  const undecided = count(({ kind }) => kind === "undecided");
  const advisory = findings.length - mandatory - undecided;
  return [
    mandatory > 0 ? style("red", `✗ ${mandatory}`) : "",
    advisory > 0 ? style("yellow", `! ${advisory}`) : "",
    undecided > 0 ? style("cyan", `? ${undecided}`) : "",
  ]
    .filter((mark) => mark !== "")
    .join(" ");
}

function widest(cells: readonly string[]): number {
  return cells.reduce((width, text) => Math.max(width, text.length), 0);
}
