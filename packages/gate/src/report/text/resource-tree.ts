import { STACK_TYPE, type Operation, type Urn } from "@roadbed/plan";
import type { ReportedFinding, ReportedResource } from "../../model/verdict";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

/**
 * The maximum number of rows. A larger tree shows only the resources with findings and the ancestors of these
 * resources.
 */
const MAX_ROWS = 200;
/** The maximum width of a branch. Wider branches start again at the left margin. */
const MAX_BRANCH_WIDTH = 60;

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

interface Row {
  readonly resource: ReportedResource;
  /** The part of the tree to the left of the resource. */
  readonly branch: string;
}

/** Returns the resources as a tree, one line each, with their operations and counts of findings. */
export function treeLines(
  resources: readonly ReportedResource[],
  findings: readonly ReportedFinding[],
  style: Style,
): string[] {
  const marks = new Map<Urn, string>();
  for (const [urn, resourceFindings] of grouped(findings, (finding) => finding.urn))
    marks.set(urn, findingMarks(resourceFindings, style));
  const shown = resources.length > MAX_ROWS ? withAncestors(resources, new Set(marks.keys())) : resources;
  const cells = rows(shown).map(({ resource, branch }) => ({
    resource,
    type: branch + oneLine(shortType(resource.type)),
    name: oneLine(resource.name),
    operation: resource.operation ?? "",
  }));
  const typeWidth = widest(["Type", ...cells.map(({ type }) => type)]);
  const nameWidth = widest(["Name", ...cells.map(({ name }) => name)]);
  const header = `     ${"Type".padEnd(typeWidth)}  ${"Name".padEnd(nameWidth)}  ${"Plan".padEnd(7)}  Policies`;
  const lines = cells.map(({ resource, type, name, operation }) => {
    const [mark, format] = resource.operation === undefined ? [" ", "reset" as const] : MARKS[resource.operation];
    const start = ` ${style(format, mark.padEnd(3))} ${type.padEnd(typeWidth)}  ${name.padEnd(nameWidth)}`;
    return `${start}  ${style(format, operation.padEnd(7))}  ${marks.get(resource.urn) ?? ""}`.trimEnd();
  });
  const remaining = resources.length - shown.length;
  return [style("bold", header), ...lines, ...(remaining > 0 ? [`     … and ${remaining} more without findings`] : [])];
}

function findingMarks(findings: readonly ReportedFinding[], style: Style): string {
  const count = (test: (finding: ReportedFinding) => boolean): number => findings.filter(test).length;
  const mandatory = count(({ kind, level }) => kind !== "undecided" && level === "mandatory");
  const advisory = count(({ kind, level }) => kind !== "undecided" && level === "advisory");
  const undecided = count(({ kind }) => kind === "undecided");
  return [
    mandatory > 0 ? style("red", `✗ ${mandatory}`) : "",
    advisory > 0 ? style("yellow", `! ${advisory}`) : "",
    undecided > 0 ? style("cyan", `? ${undecided}`) : "",
  ]
    .filter((mark) => mark !== "")
    .join(" ");
}

function withAncestors(resources: readonly ReportedResource[], wanted: ReadonlySet<Urn>): readonly ReportedResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const kept = new Set<Urn>();
  for (const urn of wanted) {
    for (
      let resource = byUrn.get(urn);
      resource !== undefined && !kept.has(resource.urn);
      resource = byUrn.get(resource.parent ?? "")
    ) {
      kept.add(resource.urn);
    }
  }
  return resources.filter(({ urn, type }) => kept.has(urn) || type === STACK_TYPE);
}

/**
 * Returns parents before children. Does not use recursion, because deeply nested components could overflow the call
 * stack.
 */
function rows(resources: readonly ReportedResource[]): Row[] {
  const known = new Set(resources.map(({ urn }) => urn));
  const stack = resources.find(({ type }) => type === STACK_TYPE)?.urn;
  const parentOf = ({ urn, parent }: ReportedResource): Urn | undefined => {
    const above = parent !== undefined && known.has(parent) ? parent : stack;
    return above === urn ? undefined : above;
  };
  const children = grouped(resources, parentOf);
  const result: Row[] = [];
  const pending = (children.get(undefined) ?? []).map((resource) => ({ resource, branch: "", below: "" })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { resource, branch, below } = next;
    result.push({ resource, branch });
    const ownChildren = children.get(resource.urn) ?? [];
    children.delete(resource.urn);
    const inner = below.length > MAX_BRANCH_WIDTH ? "… " : below;
    for (const [index, child] of [...ownChildren.entries()].reverse()) {
      const isLast = index === ownChildren.length - 1;
      pending.push({
        resource: child,
        branch: inner + (isLast ? "└─ " : "├─ "),
        below: inner + (isLast ? "   " : "│  "),
      });
    }
  }
  return result;
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function widest(cells: readonly string[]): number {
  return cells.reduce((width, text) => Math.max(width, text.length), 0);
}
