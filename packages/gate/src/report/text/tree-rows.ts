import { STACK_TYPE, type Urn } from "@roadbed/plan";
import type { ReportedResource } from "../../model/verdict";
import { grouped } from "../../util/grouped";

/**
 * The maximum number of resources in a tree, without their ancestors. Resources that are deleted, that are or may be
 * replaced, or that have findings come first, and up to 50 of them are shown.
 */
const MAX_RESOURCES = 30;
const MAX_URGENT = 50;
/** The maximum number of rows, which only deeply nested components exceed. */
const MAX_ROWS = 200;
/** The maximum width of a branch. Wider branches start again at the left margin. */
const MAX_BRANCH_WIDTH = 30;

/** A row of the tree. */
export interface TreeRow {
  readonly resource: ReportedResource;
  /** The part of the tree to the left of the resource. */
  readonly branch: string;
  /** The number of resources below the resource that the row also represents. */
  readonly folded: number;
}

/** The rows of a tree, and the resources without a row. */
export interface FoldedTree {
  readonly rows: readonly TreeRow[];
  readonly omitted: readonly ReportedResource[];
}

/** Whether a deployment changes a resource. */
export function isChanged({ operation }: ReportedResource): boolean {
  return operation !== undefined && operation !== "same" && operation !== "read";
}

/**
 * Returns the resources that change or have findings, with their ancestors, as a tree. A new component without findings
 * below it is one row.
 *
 * @param isFound - whether a resource has findings that the reader must see
 */
export function foldedTree(resources: readonly ReportedResource[], isFound: (urn: Urn) => boolean): FoldedTree {
  const tree = new Tree(resources);
  const below = tree.newResourcesBelow((resource) => resource.operation === "create" && !isFound(resource.urn));
  const hidden = tree.descendantsOf(below);
  const isUrgent = ({ urn, operation, mayReplaceKeys = [] }: ReportedResource): boolean =>
    isFound(urn) || operation === "delete" || operation === "replace" || mayReplaceKeys.length > 0;
  const candidates = resources.filter(
    (resource) => !hidden.has(resource.urn) && (isChanged(resource) || isFound(resource.urn)),
  );
  const urgent = candidates.filter(isUrgent).slice(0, MAX_URGENT);
  const others = candidates.filter((resource) => !isUrgent(resource));
  const kept = tree.withAncestors([...urgent, ...others.slice(0, Math.max(MAX_RESOURCES - urgent.length, 0))]);
  const rows = tree.rows(kept).map((row) => ({ ...row, folded: below.get(row.resource.urn) ?? 0 }));
  const shown = rows.slice(0, MAX_ROWS);
  const represented = new Set([...shown.map(({ resource }) => resource.urn), ...hidden]);
  return { rows: shown, omitted: resources.filter(({ urn }) => !represented.has(urn)) };
}

/** The resources of a stack by parent. Uses no recursion, because deep components could overflow the call stack. */
class Tree {
  readonly #byUrn: ReadonlyMap<Urn, ReportedResource>;
  readonly #stack: Urn | undefined;
  readonly #children: ReadonlyMap<Urn | undefined, readonly ReportedResource[]>;

  constructor(resources: readonly ReportedResource[]) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    this.#stack = resources.find(({ type }) => type === STACK_TYPE)?.urn;
    this.#children = grouped(resources, (resource) => this.#parentOf(resource));
  }

  /** Returns the parent of a resource. The parent of a resource with an unknown parent is the stack. */
  #parentOf({ urn, parent }: ReportedResource): Urn | undefined {
    const above = parent !== undefined && this.#byUrn.has(parent) ? parent : this.#stack;
    return above === urn ? undefined : above;
  }

  /** Returns the number of descendants of each resource that passes a test together with all its descendants. */
  newResourcesBelow(test: (resource: ReportedResource) => boolean): ReadonlyMap<Urn, number> {
    const counts = new Map<Urn, number>();
    for (const { urn, type } of this.#fromRoots().reverse()) {
      const children = this.#children.get(urn) ?? [];
      const resource = this.#byUrn.get(urn);
      if (resource === undefined || !test(resource) || type === STACK_TYPE) continue;
      const numbers = children.map((child) => counts.get(child.urn));
      if (numbers.every((number) => number !== undefined))
        counts.set(
          urn,
          numbers.reduce((sum, number) => sum + number + 1, 0),
        );
    }
    return counts;
  }

  /** Returns the descendants of resources. */
  descendantsOf(counts: ReadonlyMap<Urn, number>): ReadonlySet<Urn> {
    const children = [...counts.keys()].flatMap((urn) => this.#children.get(urn) ?? []);
    return new Set(children.map(({ urn }) => urn));
  }

  withAncestors(resources: readonly ReportedResource[]): ReadonlySet<Urn> {
    const kept = new Set<Urn>();
    for (const resource of resources)
      for (let urn: Urn | undefined = resource.urn; urn !== undefined && !kept.has(urn); urn = this.#ancestorOf(urn))
        kept.add(urn);
    return kept;
  }

  #ancestorOf(urn: Urn): Urn | undefined {
    const resource = this.#byUrn.get(urn);
    return resource && this.#parentOf(resource);
  }

  /** Returns all resources, parents before children. Resources that are their own ancestors are left out. */
  #fromRoots(): ReportedResource[] {
    return this.rows().map(({ resource }) => resource);
  }

  /** Returns rows, parents before children. */
  rows(kept?: ReadonlySet<Urn>): readonly Omit<TreeRow, "folded">[] {
    const childrenOf = (urn: Urn | undefined): readonly ReportedResource[] =>
      (this.#children.get(urn) ?? []).filter((child) => kept?.has(child.urn) ?? true);
    const result: Omit<TreeRow, "folded">[] = [];
    const visited = new Set<Urn>(); // a plan from a file can contain a URN several times
    const pending = [...childrenOf(undefined)].map((resource) => ({ resource, branch: "", below: "" })).reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { resource, branch, below } = next;
      result.push({ resource, branch });
      const children = visited.has(resource.urn) ? [] : childrenOf(resource.urn);
      visited.add(resource.urn);
      const inner = below.length > MAX_BRANCH_WIDTH ? "… " : below;
      for (const [index, child] of [...children.entries()].reverse()) {
        const isLast = index === children.length - 1;
        pending.push({
          resource: child,
          branch: inner + (isLast ? "└─ " : "├─ "),
          below: inner + (isLast ? "   " : "│  "),
        });
      }
    }
    return result;
  }
}
