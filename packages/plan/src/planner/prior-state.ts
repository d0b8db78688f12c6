import type { Urn } from "../model";
import type { State, StateResource } from "../state";
import { AliasBook } from "./alias-book";
import type { Goal } from "./goal";
import { PlanningError } from "./planning-error";

/** What a stack was, and what has become of each of its resources so far. */
export class PriorState {
  readonly state: State;
  /** Resources to be deleted at the end: replaced now, or left over from the last time. */
  readonly toDelete = new Set<StateResource>();
  /** Resources deleted early, because something that they depend on is. */
  readonly deletedEarly = new Set<StateResource>();
  readonly #byUrn: ReadonlyMap<Urn, StateResource>;
  readonly #aliases: AliasBook;
  readonly #seen = new Set<Urn>();

  constructor(state: State, stack: string, project: string) {
    this.state = state;
    this.#aliases = new AliasBook(stack, project);
    // What is only waiting for its deletion is nobody's past.
    this.#byUrn = new Map(
      state.resources.filter(({ pendingDeletion }) => !pendingDeletion).map((resource) => [resource.urn, resource]),
    );
    for (const resource of state.resources) if (resource.pendingDeletion) this.toDelete.add(resource);
  }

  find(urn: Urn): StateResource | undefined {
    return this.#byUrn.get(urn);
  }

  /** The URN under which a resource of this run has its past: its own, or the old one that it claimed. */
  currentUrn(oldUrn: Urn): Urn {
    return this.#aliases.claimantOf(oldUrn) ?? oldUrn;
  }

  /** The URNs that a resource may have had, from its own aliases and its parent's. */
  aliasesOf(goal: Goal): readonly Urn[] {
    return this.#aliases.expand(goal, goal.aliases);
  }

  /**
   * The resource that one of this run was, under its own URN or else an alias.
   *
   * @throws PlanningFailure if two resources were the same one
   */
  claim(urn: Urn, aliases: readonly Urn[]): StateResource | undefined {
    this.#seen.add(urn);
    const claimant = this.#aliases.claimantOf(urn);
    if (claimant !== undefined)
      throw new PlanningError(`Duplicate resource URN '${urn}' conflicting with alias on resource '${claimant}'`, urn);
    for (const candidate of [urn, ...aliases]) {
      const found = this.#byUrn.get(candidate);
      if (found === undefined) continue;
      if (candidate !== urn) this.#claimAlias(urn, candidate);
      return found;
    }
    return undefined;
  }

  #claimAlias(urn: Urn, oldUrn: Urn): void {
    const other = this.#seen.has(oldUrn) ? oldUrn : this.#aliases.claimantOf(oldUrn);
    if (other !== undefined)
      throw new PlanningError(
        `Duplicate resource alias '${oldUrn}' applied to resource '${urn}', conflicting with resource '${other}'`,
        urn,
      );
    this.#aliases.record(urn, oldUrn);
  }
}
