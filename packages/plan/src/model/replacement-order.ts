import type { Operation, Plan } from "./plan";
import type { Urn } from "./urn";

/** Whether a replacement first creates the new resource or first deletes the old one. */
export type ReplacementOrder = "create-before-delete" | "delete-before-create";

const CREATIONS: readonly Operation[] = ["create-replacement", "import-replacement", "read-replacement"];

/** Returns the order of each replacement, by URN. A replacement whose parts the plan does not list has no order. */
export function replacementOrders({ steps }: Pick<Plan, "steps">): ReadonlyMap<Urn, ReplacementOrder> {
  const created = new Set<Urn>();
  const replaced = new Set<Urn>();
  const orders = new Map<Urn, ReplacementOrder>();
  for (const { operation, urn } of steps) {
    if (operation === "replace") {
      replaced.add(urn);
      if (created.has(urn)) orders.set(urn, "create-before-delete");
    }
    if (!CREATIONS.includes(operation)) continue;
    created.add(urn);
    // In both orders, the engine lists the logical step between its physical parts.
    if (replaced.has(urn)) orders.set(urn, "delete-before-create");
  }
  return orders;
}
