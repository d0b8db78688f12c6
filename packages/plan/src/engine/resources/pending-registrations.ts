import type { Urn } from "../../model";
import type { RegisteredResource } from "../session";

/** Tracks pending registrations to determine whether the dependencies of a call exist. */
export class PendingRegistrations {
  readonly #resources: ReadonlyMap<Urn, RegisteredResource>;
  readonly #byParent = new Map<Urn, Set<Promise<unknown>>>();

  constructor(resources: ReadonlyMap<Urn, RegisteredResource>) {
    this.#resources = resources;
  }

  /** Tracks a child's registration until it has finished. */
  async track<T>(parent: Urn, registration: Promise<T>): Promise<T> {
    const siblings = this.#byParent.get(parent) ?? new Set();
    this.#byParent.set(parent, siblings.add(registration));
    try {
      return await registration;
    } finally {
      siblings.delete(registration);
    }
  }

  /**
   * Whether one of the resources does not exist yet. A component counts as missing if one of its descendants is
   * missing.
   */
  async hasMissing(urns: readonly Urn[]): Promise<boolean> {
    for (;;) {
      const { missing, components } = this.#expand(urns);
      if (missing) return true;
      const pending = [...components].flatMap((urn) => [...(this.#byParent.get(urn) ?? [])]);
      if (pending.length === 0) return false;
      await Promise.allSettled(pending);
    }
  }

  #expand(urns: readonly Urn[]): { readonly missing: boolean; readonly components: ReadonlySet<Urn> } {
    const components = new Set<Urn>();
    const missing = urns.some((urn) => {
      const found = this.#resources.get(urn);
      if (found === undefined) return false;
      if (!found.goal.custom) components.add(urn);
      return found.goal.custom && typeof found.id !== "string";
    });
    if (missing || components.size === 0) return { missing, components };
    // One pass is sufficient, because children are registered after their parents.
    for (const [urn, { goal, id }] of this.#resources) {
      if (goal.parent === undefined || !components.has(goal.parent)) continue;
      if (!goal.custom) components.add(urn);
      else if (typeof id !== "string") return { missing: true, components };
    }
    return { missing, components };
  }
}
