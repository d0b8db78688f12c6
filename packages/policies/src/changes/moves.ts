import { parseUrn, STACK_TYPE, type Resource, type Urn } from "@roadbed/plan";
import type { PlannedChanges } from "./planned-changes";

/** A new resource and the deleted resource that it probably continues. */
export interface Move {
  /** The deleted resource. */
  readonly from: Resource;
  /** The new resource. */
  readonly to: Resource;
}

/** A move, and the new resources below it that continue deleted ones. */
export interface MoveGroup extends Move {
  /** The new resources that continue deleted resources: the moved resource itself, or resources below it. */
  readonly moved: readonly Move[];
}

/**
 * Returns the new resources that continue deleted resources. An alias of a parent also applies to its children, so all
 * children of a moved parent are one group.
 *
 * @param continues - whether a new resource continues a deleted resource of the same type
 */
export function movesIn(
  changes: PlannedChanges,
  continues: (from: Resource, to: Resource) => boolean,
): readonly MoveGroup[] {
  const created = resourcesByUrn(changes.with("create").map(({ after }) => after));
  const deleted = resourcesByUrn(changes.with("delete").map(({ before }) => before));
  if (created.size === 0 || deleted.size === 0) return [];
  const groups = new Map<Urn, Move & { readonly moved: Move[] }>();
  for (const move of pairs([...created.values()], [...deleted.values()], continues)) {
    const root = movedAncestor(move, created, deleted);
    const known = groups.get(root.to.urn);
    if (known === undefined) groups.set(root.to.urn, { ...root, moved: [move] });
    else known.moved.push(move);
  }
  return [...groups.values()];
}

function resourcesByUrn(resources: readonly (Resource | undefined)[]): ReadonlyMap<Urn, Resource> {
  return new Map(resources.flatMap((resource) => (resource === undefined ? [] : [[resource.urn, resource] as const])));
}

/** Returns each new resource with the first deleted resource that it continues. Each deleted resource has one successor. */
function pairs(
  created: readonly Resource[],
  deleted: readonly Resource[],
  continues: (from: Resource, to: Resource) => boolean,
): readonly Move[] {
  const byType = new Map<string, Resource[]>();
  for (const resource of deleted) {
    const siblings = byType.get(resource.type);
    if (siblings === undefined) byType.set(resource.type, [resource]);
    else siblings.push(resource);
  }
  return created.flatMap((to) => {
    const candidates = byType.get(to.type) ?? [];
    const index = candidates.findIndex((from) => continues(from, to));
    const [from] = index < 0 ? [] : candidates.splice(index, 1);
    return from === undefined ? [] : [{ from, to }];
  });
}

/** Returns the topmost ancestors that were moved or renamed together with a resource. */
function movedAncestor(move: Move, created: ReadonlyMap<Urn, Resource>, deleted: ReadonlyMap<Urn, Resource>): Move {
  let { from, to } = move;
  // A damaged plan can contain a resource that is its own ancestor.
  for (const visited = new Set<Urn>(); !visited.has(to.urn);) {
    visited.add(to.urn);
    const [fromParent, toParent] = [deleted.get(from.parent ?? ""), created.get(to.parent ?? "")];
    if (fromParent === undefined || toParent?.type !== fromParent.type) break;
    [from, to] = [fromParent, toParent];
  }
  return { from, to };
}

/** Returns the resource option that makes a resource continue another one. */
export function aliasOption({ from, to }: Move): string {
  const name = from.name === to.name ? [] : [`name: ${JSON.stringify(from.name)}`];
  if (from.parent === to.parent) return `aliases: [{ ${name.join(", ")} }]`;
  const isTopLevel = from.parent === undefined || parseUrn(from.parent)?.type === STACK_TYPE;
  if (isTopLevel) return `aliases: [{ ${[...name, "parent: pulumi.rootStackResource"].join(", ")} }]`;
  return `aliases: [${JSON.stringify(from.urn)}]`;
}
