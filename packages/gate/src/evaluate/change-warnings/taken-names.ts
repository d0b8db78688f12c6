import { parseUrn, STACK_TYPE, type Plan, type Resource, type Urn } from "@roadbed/plan";
import { hasSameIdentity } from "@roadbed/plan/facts";
import type { ChangeWarning } from "../../model/change-warning";
import { changesIn, createWarning } from "./warned-change";

/** A new resource and the deleted resource that it probably continues. */
interface Move {
  readonly from: Resource;
  readonly to: Resource;
}

/**
 * Warns about new resources that have the name of a deleted resource. Pulumi deletes last, so the name is still taken
 * when the new resource is created. Usually, the resource was moved or renamed without an alias.
 */
export function takenNameWarnings(plan: Plan): readonly ChangeWarning[] {
  const created = new Map(
    changesIn(plan).flatMap(({ step, resource }) => (step.operation === "create" ? [[resource.urn, resource]] : [])),
  );
  const deleted = new Map(
    plan.steps.flatMap(({ operation, urn, old }) => (operation === "delete" && old !== undefined ? [[urn, old]] : [])),
  );
  if (created.size === 0 || deleted.size === 0) return [];
  // An alias of a parent also applies to its children, so all children of a moved parent share one warning.
  const moves = new Map<Urn, Move & { readonly colliding: Resource[] }>();
  for (const move of collisions([...created.values()], [...deleted.values()])) {
    const root = movedAncestor(move, created, deleted);
    const known = moves.get(root.to.urn);
    if (known === undefined) moves.set(root.to.urn, { ...root, colliding: [move.to] });
    else known.colliding.push(move.to);
  }
  return [...moves.values()].map(({ from, to, colliding }) => {
    const children = colliding.filter(({ urn }) => urn !== to.urn).map(({ urn }) => urn);
    return createWarning(to, {
      code: "name-taken",
      message:
        children.length === 0
          ? "a resource with the same name is deleted only after this one is created, so the creation can fail, or the deletion can remove the new resource"
          : "resources with the names of its children are deleted only after the children are created, so the creation can fail, or the deletion can remove the new resources",
      relatedResources: [from.urn, ...children],
      remedy: "If you moved or renamed the resource, add an alias, so that Pulumi keeps it.",
      suggestion: aliasOption(from, to),
    });
  });
}

function collisions(created: readonly Resource[], deleted: readonly Resource[]): readonly Move[] {
  const byType = new Map<string, Resource[]>();
  for (const resource of deleted) byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  return created.flatMap((to) => {
    const from = byType
      .get(to.type)
      ?.find((old) => isSameProvider(old, to) && hasSameIdentity(to.type, old.inputs, to.inputs));
    return from === undefined ? [] : [{ from, to }];
  });
}

/** Whether two resources have the same provider. A default provider has the package's version in its name. */
function isSameProvider({ provider: from }: Resource, { provider: to }: Resource): boolean {
  return from === to || (isDefault(from) && isDefault(to));
}

const isDefault = (provider: Urn | undefined): boolean =>
  provider === undefined || (parseUrn(provider)?.name.startsWith("default") ?? false);

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
function aliasOption(from: Resource, to: Resource): string {
  const name = from.name === to.name ? [] : [`name: ${JSON.stringify(from.name)}`];
  if (from.parent === to.parent) return `aliases: [{ ${name.join(", ")} }]`;
  const isTopLevel = from.parent === undefined || parseUrn(from.parent)?.type === STACK_TYPE;
  if (isTopLevel) return `aliases: [{ ${[...name, "parent: pulumi.rootStackResource"].join(", ")} }]`;
  return `aliases: [${JSON.stringify(from.urn)}]`;
}
