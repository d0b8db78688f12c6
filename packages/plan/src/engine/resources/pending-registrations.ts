import type { Urn } from "../../model";
import type { RegisteredResource } from "../session";

/** Knows which registrations are under way, to say whether what something depends on is there. */
export class PendingRegistrations {
  readonly #resources: ReadonlyMap<Urn, RegisteredResource>;
  readonly #byParent = new Map<Urn, Set<Promise<unknown>>>();

  constructor(resources: ReadonlyMap<Urn, RegisteredResource>) {
    this.#resources = resources;
  }

  /** Keeps a registration below a parent in mind until it is answered. */
  async track<T>(parent: Urn, registration: Promise<T>): Promise<T> {
    const siblings = this.#byParent.get(parent) ?? new Set();
    this.#byParent.set(parent, siblings.add(registration));
    try {
      return await registration;
    } finally {
      siblings.delete(registration);
    }
  }

  /** Whether one of the resources does not exist yet; of a component, one that it holds. */
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
    // Registered after what they stand below, so that one pass finds everything.
    for (const [urn, { goal, id }] of this.#resources) {
      if (goal.parent === undefined || !components.has(goal.parent)) continue;
      if (!goal.custom) components.add(urn);
      else if (typeof id !== "string") return { missing: true, components };
    }
    return { missing, components };
  }
}
