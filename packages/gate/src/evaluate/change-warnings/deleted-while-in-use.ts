import type { Plan, Resource, Step, Urn } from "@roadbed/plan";
import { findTypeFacts } from "@roadbed/plan/facts";
import type { ChangeWarning } from "../../model/change-warning";
import { replacementOrders } from "./replacement-order";
import { changesIn, createWarning } from "./warned-change";

/**
 * Warns about replacements that delete a resource while other resources still use it. AWS refuses to delete many
 * resources that are in use, such as the parameter group of a database.
 */
export function inUseWarnings(plan: Plan): readonly ChangeWarning[] {
  const orders = replacementOrders(plan);
  const usedBy = usersBefore(plan.steps);
  const deletes = deletePositions(plan.steps);
  return changesIn(plan).flatMap(({ step: { operation, urn, old }, resource }) => {
    if (operation !== "replace" || old === undefined || orders.get(urn) !== "delete-before-create") return [];
    const deleted = deletes.get(old.urn) ?? 0;
    const users = (usedBy.get(old.urn) ?? []).filter((user) => (deletes.get(user) ?? Infinity) > deleted);
    if (users.length === 0) return [];
    return [
      createWarning(resource, {
        code: "deleted-while-in-use",
        message: "the old resource is deleted first, while other resources still use it",
        relatedResources: users,
        remedy: remedyFor(resource),
      }),
    ];
  });
}

/** Returns the resources whose inputs referred to a resource before the deployment, by the URN of that resource. */
function usersBefore(steps: readonly Step[]): ReadonlyMap<Urn, readonly Urn[]> {
  const users = new Map<Urn, Set<Urn>>();
  for (const { old } of steps) {
    if (old?.custom !== true || old.external === true) continue;
    for (const used of Object.values(old.propertyDependencies).flat())
      users.set(used, (users.get(used) ?? new Set()).add(old.urn));
  }
  return new Map([...users].map(([urn, found]) => [urn, [...found]]));
}

/** Returns the positions of the steps that delete replaced resources, by prior URN. */
function deletePositions(steps: readonly Step[]): ReadonlyMap<Urn, number> {
  return new Map(
    steps.flatMap(({ operation, urn, old }, position) =>
      operation === "delete-replaced" ? [[old?.urn ?? urn, position] as const] : [],
    ),
  );
}

function remedyFor({ type, inputs, options }: Resource): string {
  if (options.deleteBeforeReplace === true)
    return "Remove the option deleteBeforeReplace, so that the replacement is created first.";
  const facts = findTypeFacts(type);
  const nameProperty = facts?.nameProperty;
  if (nameProperty === undefined || facts?.deleteBeforeReplace === true || inputs[nameProperty] === undefined)
    return "Create the new resource next to the old one, move the users to it, and delete the old one in a second deployment.";
  const prefix = `${nameProperty}Prefix`;
  const alternative = facts?.replaceProperties.includes(prefix) === true ? `, or set ${prefix} instead` : "";
  return `Remove ${nameProperty}${alternative}, so that the replacement gets a name of its own and is created first.`;
}
